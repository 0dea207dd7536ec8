import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { conversationOf, type World, world } from '../../support/world.ts';

describe('R9: debts where the client department answers them', () => {
  let w: World;
  const inCharge = async (window: string) => {
    const rows = await w.db.query<{ topic: string; name: string | null }>(
      `select c.topic, s.name from conversation c left join specialist s on s.id = c.specialist_id
       where c.window_id = $1::text::uuid and c.status <> 'closed' order by c.opened_at, c.id`,
      [window],
    );
    return rows.map(({ topic, name }) => [topic, name]);
  };

  beforeAll(async () => {
    w = await world('pglite', {
      specialists: [
        { name: 'Anna' },
        { name: 'Boris', trained: true },
        { name: 'Vera' },
        { name: 'Sergey', department: 'sales' },
        { name: 'Fedor', department: 'finance' },
      ],
      clients: [
        { name: 'One', owner: { client: 'Anna' } },
        { name: 'Two', owner: { client: 'Anna' } },
        { name: 'Prospect', stage: 'prospect', owner: { sales: 'Sergey' } },
      ],
      policy: (policy) => ({ ...policy, receivables: 'client' }),
    });
  });
  afterAll(() => w.close());

  test('go to a trained specialist, past an owner who is not; the owner keeps the rest', async () => {
    const one = w.contact('One');
    const general = conversationOf(await one.says('hello'));
    await w.does('Anna', general, { type: 'beside', track: 'finance', reason: 'They owe for May' });
    expect(await inCharge(one.window)).toEqual([
      ['general', 'Anna'],
      ['finance', 'Boris'],
    ]);
    const [why] = await w.db.query<{ passed: unknown; unable: unknown; standIn: unknown }>(
      `select explanation->'passed' as passed, explanation->'unable' as unable, explanation->'standIn' as "standIn" from assignment a
       join conversation c on c.id = a.conversation_id where c.topic = 'finance' order by a.at desc limit 1`,
    );
    expect(why).toEqual({
      passed: [{ specialist: w.specialist('Anna'), reason: 'not-trained' }],
      unable: { 'not-trained': 2 },
      standIn: null,
    });
  });

  test('are neither taken by, nor given to, whoever is not trained; another matter is', async () => {
    const two = w.contact('Two');
    const general = conversationOf(await two.says('hello'));
    const debts = conversationOf(await w.does('Anna', general, { type: 'beside', track: 'finance', reason: 'They owe for May' }));
    expect(await w.does('Vera', debts, { type: 'take' })).toEqual({ type: 'refused', code: 'not-trained' });
    const handed = { type: 'transfer', department: 'client', specialist: w.specialist('Vera'), reason: 'yours' } as const;
    expect(await w.does('Boris', debts, handed)).toEqual({ type: 'refused', code: 'not-trained' });
    expect(await w.does('Vera', general, { type: 'take' })).toMatchObject({ type: 'accepted' });
    expect(await w.does('Boris', debts, { type: 'transfer', department: 'finance', reason: 'a court matter' })).toMatchObject({
      type: 'accepted',
    });
    expect(await inCharge(two.window)).toEqual([
      ['general', 'Vera'],
      ['finance', 'Fedor'],
    ]);
  });

  test('make nobody the owner', async () => {
    const prospect = w.contact('Prospect');
    const general = conversationOf(await prospect.says('hello'));
    await w.does('Sergey', general, { type: 'beside', track: 'finance', reason: 'The deposit' });
    expect(await inCharge(prospect.window)).toEqual([
      ['general', 'Sergey'],
      ['finance', 'Boris'],
    ]);
    const owners = await w.db.query(
      `select d.key from ownership o join department d on d.id = o.department_id join client c on c.id = o.client_id where c.name = 'Prospect'`,
    );
    expect(owners).toEqual([{ key: 'sales' }]);
  });
});
