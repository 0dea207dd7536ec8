import { afterEach, describe, expect, it } from 'vitest';
import { remindOfMeetings } from '../../src/clients/meetings/propose.ts';
import { recordOutreach } from '../../src/clients/record-outreach.ts';
import { lockForOwner, setOwner } from '../../src/clients/set-owner.ts';
import { conversationOf } from '../support/world.ts';
import { type Trade, trade } from './company.ts';

const day = 86_400_000;
let own: Trade;
afterEach(() => own.world.close());

const make = async () => {
  own = await trade('pglite', {
    specialists: [{ name: 'Sonia', department: 'sales' }, { name: 'Boris', department: 'sales' }, { name: 'Olga' }],
    clients: [
      { name: 'Prospect', stage: 'prospect', contacts: ['Anna'] },
      { name: 'Giant', size: 'large', stage: 'prospect', owner: { sales: 'Boris' }, contacts: ['Greta'] },
      { name: 'Newcomer', size: 'large', stage: 'prospect', contacts: ['Nina'] },
      { name: 'Holding', size: 'key', stage: 'served', owner: { client: 'Olga', sales: 'Sonia' }, contacts: ['Hugo'] },
    ],
  });
  return own;
};
const reach = async (name: string, by: string) => {
  const client = { id: await own.client(name) };
  const told = { externalId: `call ${name}`, at: own.world.clock.at, contact: null, means: 'call' as const };
  await own.act((ctx) => recordOutreach(ctx, [{ ...told, client, specialist: own.world.specialist(by) }]));
};
const served = async (contact: string, text = 'Good morning') => {
  const { world } = own;
  const id = conversationOf(await world.contact(contact).says(text));
  const [row] = await world.db.query<{ name: string | null; rule: string }>(
    `select s.name, a.rule from conversation c left join specialist s on s.id = c.specialist_id join assignment a on a.conversation_id = c.id
     where c.id = $1::text::uuid order by a.n desc limit 1`,
    [id],
  );
  return { id, ...row };
};
const tasks = () =>
  own.all<{ kind: string; name: string }>(
    'select t.kind, s.name from task t left join specialist s on s.id = t.specialist_id order by t.created_at, t.id',
  );

describe('whom sales called or wrote to', () => {
  it('goes to that salesperson until the first deal, but for so many days only (R5)', async () => {
    await make();
    await reach('Prospect', 'Sonia');
    expect(await served('Anna')).toMatchObject({ name: 'Sonia', rule: 'outreach' });
  });

  it('is served as before once the days are over', async () => {
    await make();
    await reach('Prospect', 'Sonia');
    own.world.clock.at = new Date(own.world.clock.at.getTime() + 31 * day);
    expect(await served('Anna')).toMatchObject({ name: 'Olga' });
  });

  it('and after the first deal', async () => {
    await make();
    await reach('Prospect', 'Sonia');
    const id = await own.client('Prospect');
    await own.act(async (ctx) => {
      const client = await lockForOwner(ctx, { id });
      if (client === null) throw new Error('no client');
      return setOwner(ctx, client, { department: 'sales', specialist: own.world.specialist('Boris'), reason: 'x' });
    });
    await own.deal('Prospect', 'd1');
    expect(await served('Anna')).toMatchObject({ name: 'Boris', rule: 'owner' });
  });
});

describe('a large client', () => {
  it('that is not served yet is answered by sales, and then a meeting is proposed, of which its person is reminded once (R4)', async () => {
    await make();
    const { id, name } = await served('Greta');
    expect(name).toBe('Boris');
    expect(await tasks()).toEqual([]);
    await own.world.does('Boris', id, { type: 'reply', text: 'Yes, we do' });
    expect(await tasks()).toEqual([{ kind: 'meeting', name: 'Boris' }]);
    expect(await remindOfMeetings(own.deps, 50)).toBe(0);
    own.world.clock.at = new Date(own.world.clock.at.getTime() + day);
    expect([await remindOfMeetings(own.deps, 50), await remindOfMeetings(own.deps, 50)]).toEqual([1, 0]);
    expect(own.world.hints).toContainEqual({ topic: `specialist:${own.world.specialist('Boris')}` });
  });

  it('that nobody serves yet goes to sales although nobody of sales owns it, whoever entered it (R4)', async () => {
    await make();
    const { id, name } = await served('Nina', 'A small question');
    expect(['Sonia', 'Boris']).toContain(name);
    await own.world.does(name ?? '', id, { type: 'reply', text: 'Yes' });
    expect(await tasks()).toEqual([{ kind: 'meeting', name }]);
  });

  it('that is served already keeps its specialist, and its salesperson gets the meeting as an idea, once', async () => {
    await make();
    const { id, name } = await served('Hugo');
    expect(name).toBe('Olga');
    await own.world.does('Olga', id, { type: 'reply', text: 'Certainly' });
    await own.world.does('Olga', id, { type: 'resolve' });
    expect(await tasks()).toEqual([{ kind: 'meeting-idea', name: 'Sonia' }]);
  });
});
