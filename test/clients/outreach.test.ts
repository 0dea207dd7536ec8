import { afterEach, describe, expect, it } from 'vitest';
import { remindOfMeetings } from '../../src/clients/meetings/propose.ts';
import { type Newcomer, type NewOutreach, recordOutreach } from '../../src/clients/record-outreach.ts';
import { lockForOwner, setOwner } from '../../src/clients/set-owner.ts';
import { withdrawOutreach } from '../../src/clients/tell-outreach.ts';
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

describe('R5: a cold call to somebody nobody knows yet', () => {
  const told = (by: string, newcomer: Newcomer, more: Partial<NewOutreach> = {}) =>
    own.act((ctx) =>
      recordOutreach(ctx, [
        {
          externalId: `cold ${by} ${JSON.stringify(newcomer)} ${JSON.stringify(more)}`,
          at: own.world.clock.at,
          client: null,
          contact: null,
          means: 'call',
          newcomer,
          specialist: own.world.specialist(by),
          ...more,
        },
      ]),
    );
  const phoneOf = (name: string, phone: string) =>
    own.world.db.query('update contact set phone = $2::text where name = $1::text', [name, phone]);

  it('leads them, by the phone the company has of them, to whoever closes, and what came of it is kept', async () => {
    await make();
    await phoneOf('Anna', '8 (921) 555-00-11');
    const [kept] = await told(
      'Sonia',
      { organisation: 'Green Garden', phone: '+7 921 555-00-11' },
      { closer: own.world.specialist('Boris') },
    );
    const { id, name } = await served('Anna');
    expect(name).toBe('Boris');
    const [row] = await own.all<{ conversation_id: string }>(`select conversation_id from outreach where id = '${kept?.id}'`);
    expect(row?.conversation_id).toBe(id);
  });

  it('counts no more once it was withdrawn, and the one that puts it right counts in its place', async () => {
    await make();
    await phoneOf('Anna', '+79215550011');
    const [first] = await told('Sonia', { phone: '+79215550011' });
    const [second] = await told('Boris', { phone: '+79215550011' }, { corrects: first?.id ?? '' });
    await expect(told('Sonia', { phone: '+79215550011' }, { corrects: first?.id ?? '' })).rejects.toMatchObject({
      code: 'outreach-corrected',
    });
    expect(await served('Anna')).toMatchObject({ name: 'Boris', rule: 'outreach' });
    await own.all(`update conversation set status = 'closed'`);
    await told('Boris', { phone: '+79215550011' }, { corrects: second?.id ?? '', withdrawn: true });
    expect(await served('Anna')).toMatchObject({ rule: 'owner' });
  });

  it('is taken back once, by the same request again too, and by nobody whom it does not concern', async () => {
    await make();
    const [kept] = await told('Sonia', { phone: '+79215550011' });
    const takeBack = (name: string, key: string) =>
      own.act((ctx) =>
        withdrawOutreach(ctx, { id: own.world.specialist(name), role: 'specialist', department: 'sales', heads: [] }, kept?.id ?? '', key),
      );
    await expect(takeBack('Boris', 'first')).rejects.toMatchObject({ code: 'outreach-not-found' });
    expect((await takeBack('Sonia', 'first')).isNew).toBe(true);
    expect((await takeBack('Sonia', 'first')).isNew).toBe(false);
    await expect(takeBack('Sonia', 'second')).rejects.toMatchObject({ code: 'outreach-corrected' });
  });

  it('of a salesperson who has left gives way to an older one of somebody who is there', async () => {
    await make();
    await phoneOf('Anna', '+79215550011');
    await told('Sonia', { phone: '+79215550011' });
    own.world.clock.at = new Date(own.world.clock.at.getTime() + day);
    await told('Boris', { phone: '+79215550011' });
    await own.all(`update specialist set left_at = now(), department_id = null where name = 'Boris'`);
    expect(await served('Anna')).toMatchObject({ name: 'Sonia', rule: 'outreach' });
  });

  it('needs something they can be found by, in a spelling that is one', async () => {
    await make();
    await expect(told('Sonia', { person: 'Ivan' })).rejects.toMatchObject({ code: 'nobody-named' });
    await expect(told('Sonia', { phone: 'ring me' })).rejects.toMatchObject({ code: 'unknown-detail' });
  });
});
