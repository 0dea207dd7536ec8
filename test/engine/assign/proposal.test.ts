import { afterEach, describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import type { Command } from '../../../src/engine/submissions/submission.ts';
import { databases, type Kind } from '../../support/database.ts';
import { conversationOf, type World, type WorldSpec, world } from '../../support/world.ts';

const minute = 60_000;
let w: World;
afterEach(() => w.close());

/** Anna of the client department has a client who waits; Hugo heads sales, where Ivan and Sveta work, and Dora is the director. */
async function given(spec: Partial<WorldSpec> = {}, kind: Kind = 'pglite'): Promise<ConversationId> {
  w = await world(kind, {
    specialists: [
      { name: 'Anna' },
      { name: 'Ivan', department: 'sales' },
      { name: 'Sveta', department: 'sales' },
      { name: 'Hugo', department: 'sales', role: 'head', serves: false },
      { name: 'Dora', role: 'director', serves: false },
    ],
    clients: [{ name: 'Bakery', stage: 'served', owner: { client: 'Anna' } }],
    heads: { sales: 'Hugo' },
    ...spec,
  });
  return conversationOf(await w.contact('Bakery').says('hello'));
}

/** Somebody in sales has one more conversation than Ivan would, so that the least loaded is Sveta. */
const busy = (name: string) =>
  w.db.query(`update specialist_load set case_units = 3000 where specialist_id = $1::text::uuid`, [w.specialist(name)]);
const row = async () => (await w.conversations(w.contact('Bakery').window)).at(-1);
const charge = async () => {
  const found = await row();
  return found?.specialistId === null
    ? null
    : ['Anna', 'Ivan', 'Sveta', 'Hugo', 'Dora'].find((each) => w.specialist(each) === found?.specialistId);
};
const namesIvan = (id: ConversationId, by = 'Anna') =>
  w.does(by, id, { type: 'transfer', department: 'sales', specialist: w.specialist('Ivan'), reason: 'he knows their trade' });
const proposals = () =>
  w.db.query<{ status: string; words: string[] }>(
    `select p.status, coalesce((select array_agg(x.kind order by x.at, x.id) from proposal_word x where x.proposal_id = p.id), '{}') as words
     from proposal p order by p.at, p.id`,
  );
const says = (name: string, id: ConversationId, command: Command) => w.does(name, id, command);
/** Fires the timer of the head's deadline, if it is set. */
const lapses = async () => {
  const [timer] = await w.db.query<{ conversation: string; key: string; generation: number }>(
    `select conversation_id as conversation, key, generation from timer where key = 'proposal'`,
  );
  return timer === undefined ? null : w.engine.submit({ type: 'timer-due', ...timer, conversation: timer.conversation as ConversationId });
};

describe('R8: a person named of another department', () => {
  it('gets nothing before their head accepts: the department has the conversation at once, under its deadline', async () => {
    const id = await given();
    await busy('Ivan');
    expect(await namesIvan(id)).toMatchObject({ type: 'accepted' });
    expect(await charge()).toBe('Sveta');
    expect(await row()).toMatchObject({
      status: 'waiting-on-us',
      dueAt: new Date(w.clock.at.getTime() + 4 * minute),
      proposed: { specialist: w.specialist('Ivan'), by: w.specialist('Anna'), status: 'asked' },
    });
    expect(await w.does('Ivan', id, { type: 'accept' })).toEqual({ type: 'refused', code: 'not-head' });
    expect(await says('Hugo', id, { type: 'accept' })).toMatchObject({ type: 'accepted' });
    expect(await charge()).toBe('Ivan');
    expect(await proposals()).toEqual([{ status: 'accepted', words: ['accepted'] }]);
    expect(await says('Hugo', id, { type: 'accept' })).toEqual({ type: 'refused', code: 'not-proposed' });
  });

  it('is not waited for when R11 finds them anyway', async () => {
    const id = await given();
    await busy('Sveta');
    await namesIvan(id);
    expect(await charge()).toBe('Ivan');
    expect(await proposals()).toEqual([{ status: 'met', words: [] }]);
    expect(await row()).toMatchObject({ proposed: null });
  });

  it('waits in the queue like any where nobody is free, and the head’s word gives it to them knowingly', async () => {
    const id = await given({
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 12, sales: 2 } } }),
    });
    await w.db.query(`update specialist_load set case_units = 6000 where department_id = (select id from department where key = 'sales')`);
    await namesIvan(id);
    expect(await row()).toMatchObject({ status: 'queued' });
    expect(await says('Hugo', id, { type: 'accept' })).toMatchObject({
      code: 'specialist-unavailable',
      details: { why: ['conversations-full'] },
    });
    expect(await says('Hugo', id, { type: 'accept', knowingly: ['conversations-full'] })).toMatchObject({ type: 'accepted' });
    expect(await charge()).toBe('Ivan');
  });

  it('refused by the head with a reason, the director decides; the director’s no is the last', async () => {
    const id = await given();
    await busy('Ivan');
    await namesIvan(id);
    expect(await says('Hugo', id, { type: 'decline', reason: 'three tenders this week' })).toMatchObject({ type: 'accepted' });
    expect(await proposals()).toEqual([{ status: 'raised', words: ['refused'] }]);
    expect(await says('Hugo', id, { type: 'decline', reason: 'again' })).toEqual({ type: 'refused', code: 'not-proposed' });
    expect(await says('Dora', id, { type: 'decline', reason: 'Sveta is fine' })).toMatchObject({ type: 'accepted' });
    expect(await proposals()).toEqual([{ status: 'refused', words: ['refused', 'refused'] }]);
    expect(await charge()).toBe('Sveta');
  });

  it('not decided in time, the director is asked, and may still give it', async () => {
    const id = await given();
    await busy('Ivan');
    await namesIvan(id);
    w.clock.at = new Date(w.clock.at.getTime() + 31 * minute);
    expect(await lapses()).toMatchObject({ type: 'accepted' });
    expect(await proposals()).toEqual([{ status: 'raised', words: ['lapsed'] }]);
    expect(await lapses()).toBeNull();
    expect(await says('Dora', id, { type: 'accept' })).toMatchObject({ type: 'accepted' });
    expect(await charge()).toBe('Ivan');
  });

  it('answered meanwhile, the client does not change hands once more', async () => {
    const id = await given();
    await busy('Ivan');
    await namesIvan(id);
    await w.does('Sveta', id, { type: 'reply', text: 'Good morning' });
    expect(await proposals()).toEqual([{ status: 'answered', words: [] }]);
    expect(await says('Hugo', id, { type: 'accept' })).toEqual({ type: 'refused', code: 'not-proposed' });
    expect(await lapses()).toBeNull();
  });

  it.each<[string, (id: ConversationId) => Promise<unknown>, string]>([
    ['resolved', (id) => w.does('Sveta', id, { type: 'resolve', reason: 'spoke by phone' }), 'over'],
    ['redirected by the head', (id) => w.does('Hugo', id, { type: 'transfer', department: 'finance', reason: 'a bill' }), 'moved'],
    ['sent back', (id) => w.does('Hugo', id, { type: 'transfer', department: 'client', reason: 'yours' }), 'moved'],
    ['withdrawn', (id) => w.does('Anna', id, { type: 'withdraw' }), 'withdrawn'],
    ['taken by the one who was named', (id) => w.does('Ivan', id, { type: 'take' }), 'met'],
  ])('%s meanwhile, it is settled', async (_, act, status) => {
    const id = await given();
    await busy('Ivan');
    await namesIvan(id);
    expect(await act(id)).toMatchObject({ type: 'accepted' });
    expect((await proposals()).map((each) => each.status)).toEqual([status]);
    expect(await row()).toMatchObject({ proposed: null });
    expect(await says('Hugo', id, { type: 'accept' })).toEqual({ type: 'refused', code: 'not-proposed' });
  });

  it('one who left or went to another department cannot be accepted, and the director is not asked about them', async () => {
    const id = await given();
    await busy('Ivan');
    await namesIvan(id);
    await w.db.query(`update specialist set left_at = now(), department_id = null where name = 'Ivan'`);
    await w.engine.reload();
    expect(await says('Hugo', id, { type: 'accept' })).toEqual({ type: 'refused', code: 'unknown-specialist' });
    expect(await lapses()).toMatchObject({ type: 'accepted' });
    expect((await proposals()).map((each) => each.status)).toEqual(['over']);
  });

  it('nobody accepts what they want themselves: the head of both departments, and the director, name at once', async () => {
    const id = await given({ heads: { sales: 'Hugo', client: 'Hugo' } });
    await busy('Ivan');
    await namesIvan(id, 'Hugo');
    expect(await charge()).toBe('Ivan');
    expect(await proposals()).toEqual([]);
  });

  it('a department without a head is the director’s to accept for; without anybody to ask they are named at once', async () => {
    const people = [{ name: 'Anna' }, { name: 'Ivan', department: 'sales' }, { name: 'Sveta', department: 'sales' }];
    const id = await given({ specialists: [...people, { name: 'Dora', role: 'director', serves: false }], heads: {} });
    await busy('Ivan');
    await namesIvan(id);
    expect((await proposals()).map((each) => each.status)).toEqual(['raised']);
    expect(await says('Dora', id, { type: 'accept' })).toMatchObject({ type: 'accepted' });
    await w.close();
    const other = await given({ specialists: people, heads: {} });
    await busy('Ivan');
    await namesIvan(other);
    expect(await charge()).toBe('Ivan');
  });

  it.each(databases())(
    'handed on to another department with a further wish, the first is over and the other asked, on %s',
    async (kind) => {
      const staff = [{ name: 'Boris' }, { name: 'Hugo', department: 'sales', role: 'head', serves: false } as const];
      const sales = [
        { name: 'Ivan', department: 'sales' },
        { name: 'Sveta', department: 'sales' },
      ];
      const id = await given(
        { specialists: [{ name: 'Anna' }, ...staff, ...sales, { name: 'Dora', role: 'director', serves: false }] },
        kind,
      );
      await busy('Ivan');
      await namesIvan(id);
      await w.does('Hugo', id, { type: 'transfer', department: 'client', specialist: w.specialist('Boris'), reason: 'he knows them' });
      expect((await proposals()).map(({ status }) => status)).toEqual(['moved', 'raised']);
      expect(await row()).toMatchObject({ proposed: { specialist: w.specialist('Boris'), by: w.specialist('Hugo') } });
    },
  );

  it('accepted and refused at once, it is one of the two', async () => {
    const id = await given();
    await busy('Ivan');
    await namesIvan(id);
    const outcomes = await Promise.all([
      says('Hugo', id, { type: 'accept' }),
      says('Dora', id, { type: 'decline', reason: 'no' }),
      says('Anna', id, { type: 'withdraw' }),
    ]);
    expect(outcomes.filter((each) => each.type === 'accepted')).toHaveLength(1);
    expect((await proposals())[0]?.words).toHaveLength(1);
  });
});
