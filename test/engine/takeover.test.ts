import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dueTimers } from '../../src/db/due.ts';
import { recount } from '../../src/engine/recount.ts';
import type { Outcome } from '../../src/engine/submission.ts';
import { type ClientHand, conversationOf, type World, world } from '../support/world.ts';

const minute = 60_000;

describe('an answer that is late', () => {
  let w: World;
  let n = 0;
  let client: ClientHand;
  const pass = (minutes: number) => {
    w.clock.at = new Date(w.clock.at.getTime() + minutes * minute);
  };
  /** fires what is due, as an engine's turn does */
  const tick = async (): Promise<Outcome[]> => {
    const due = await dueTimers(w.db, w.clock.at, 100);
    return Promise.all(due.map((each) => w.engine.submit({ type: 'timer-due', ...each })));
  };
  const row = async () => {
    const [found] = await w.conversations(client.window);
    if (found === undefined) throw new Error('no conversation');
    return found;
  };
  const named = (name: string) => w.specialist(name);
  const holds = () =>
    w.db.query<{ who: string; kind: string; ended: string | null; lapsed: boolean; minutes: number }>(
      `select s.name as who, h.kind, h.ended, h.lapsed_at is not null as lapsed, round(extract(epoch from h.due - h."from") / 60)::int as minutes
       from turn_hold h join turn t on t.id = h.turn_id join specialist s on s.id = h.specialist_id
       join conversation c on c.id = t.conversation_id where c.window_id = $1::text::uuid order by t.n, h.n`,
      [client.window],
    );
  const told = async () =>
    (await w.thread(client.window)).filter((each) => each.author === 'system').map((each) => [each.body.key, each.body.params?.['name']]);
  const owner = async () =>
    (
      await w.db.query<{ name: string }>(
        `select s.name from ownership o join specialist s on s.id = o.specialist_id where o.until is null
       and o.client_id = (select client_id from conversation where window_id = $1::text::uuid limit 1)`,
        [client.window],
      )
    ).map((each) => each.name);

  beforeAll(async () => {
    w = await world('postgres', {
      specialists: [
        { name: 'Anna', deputy: 'Boris' },
        { name: 'Boris' },
        { name: 'Vera', serves: false },
        { name: 'Head', role: 'head', serves: false },
      ],
      heads: { client: 'Head' },
      clients: Array.from({ length: 20 }, (_, i) => ({ name: `C${i}`, owner: { client: 'Anna' } })),
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
    });
  });
  beforeEach(() => {
    client = w.contact(`C${n++}`);
  });
  afterAll(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  test('goes to the stand-in who was named from the start, with a deadline of their own, and the client stays the owner’s', async () => {
    const conversation = conversationOf(await client.says('hello'));
    expect(await row()).toMatchObject({
      specialistId: named('Anna'),
      standInId: named('Boris'),
      dueAt: new Date(w.clock.at.getTime() + 4 * minute),
    });
    pass(4);
    await tick();
    expect(await row()).toMatchObject({
      specialistId: named('Boris'),
      standInId: null,
      dueAt: new Date(w.clock.at.getTime() + 4 * minute),
    });
    expect(await holds()).toEqual([
      { who: 'Anna', kind: 'first', ended: 'taken-over', lapsed: true, minutes: 4 },
      { who: 'Boris', kind: 'first', ended: null, lapsed: false, minutes: 4 },
    ]);
    expect((await told()).at(-1)).toEqual(['joined', 'Boris']);
    expect(await w.loads()).toMatchObject({ Anna: { cases: 0 }, Boris: { cases: 100 } });
    expect(await owner()).toEqual(['Anna']);
    await w.does('Boris', conversation, { type: 'reply', text: 'here I am' });
    await w.does('Boris', conversation, { type: 'resolve' });
    pass(25 * 60);
    await tick();
    await client.says('something else');
    const [, second] = await w.conversations(client.window);
    expect(second).toMatchObject({ specialistId: named('Anna') });
    await w.does('Anna', second?.id as typeof conversation, { type: 'resolve' });
  });

  test('of the former owner stays inside, and they are told so', async () => {
    const conversation = conversationOf(await client.says('hello'));
    pass(4);
    await tick();
    const late = await w.does('Anna', conversation, { type: 'reply', text: 'sorry, here I am' }, 'late');
    expect(late).toMatchObject({ type: 'accepted', keptInside: true });
    expect(await w.does('Anna', conversation, { type: 'reply', text: 'sorry, here I am' }, 'late')).toMatchObject({
      duplicate: true,
      keptInside: true,
    });
    expect((await w.thread(client.window)).at(-1)).toMatchObject({ audience: 'internal', body: { text: 'sorry, here I am' } });
    expect(await row()).toMatchObject({ status: 'waiting-on-us', specialistId: named('Boris') });
    expect(await w.does('Vera', conversation, { type: 'reply', text: 'me too' })).toEqual({ type: 'refused', code: 'not-in-charge' });
    await w.does('Boris', conversation, { type: 'reply', text: 'I have it' });
    expect(await w.does('Anna', conversation, { type: 'reply', text: 'one more' })).toMatchObject({ keptInside: true });
    await w.does('Boris', conversation, { type: 'resolve' });
  });

  test('of the stand-in too: both are late, the head is called once, nobody third is blamed', async () => {
    const conversation = conversationOf(await client.says('hello'));
    pass(4);
    await tick();
    pass(4);
    await tick();
    pass(60);
    await tick();
    expect((await holds()).map((each) => [each.who, each.lapsed])).toEqual([
      ['Anna', true],
      ['Boris', true],
    ]);
    expect(await row()).toMatchObject({ specialistId: named('Boris') });
    expect((await told()).at(-1)).toEqual(['late.head', 'Head']);
    const tasks = await w.db.query(`select kind, specialist_id as who from task where conversation_id = $1::text::uuid`, [conversation]);
    expect(tasks).toEqual([{ kind: 'late', who: named('Head') }]);
    expect(w.hints).toContainEqual(expect.objectContaining({ topic: `specialist:${named('Head')}`, conversation }));
    await w.does('Boris', conversation, { type: 'resolve' });
  });

  test('with nobody to stand in stays with whoever is late, and the head is called', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await w.db.query(`update specialist set availability = 'away' where name in ('Boris', 'Vera', 'Head')`);
    pass(4);
    await tick();
    await w.db.query(`update specialist set availability = 'available'`);
    expect(await row()).toMatchObject({ specialistId: named('Anna'), status: 'waiting-on-us' });
    expect((await told()).at(-1)).toEqual(['late.head', 'Head']);
    expect(await w.does('Anna', conversation, { type: 'reply', text: 'at last' })).toMatchObject({ type: 'accepted' });
    expect(await holds()).toEqual([{ who: 'Anna', kind: 'first', ended: 'answered', lapsed: true, minutes: 4 }]);
    await w.does('Anna', conversation, { type: 'resolve' });
  });

  test('on a later turn brings a reminder, and nobody takes over', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await w.does('Anna', conversation, { type: 'reply', text: 'hi' });
    await client.says('and then?');
    expect((await holds()).at(-1)).toMatchObject({ who: 'Anna', kind: 'later', minutes: 30 });
    pass(29);
    expect(await tick()).toEqual([]);
    pass(1);
    await tick();
    pass(60);
    expect(await tick()).toEqual([]);
    expect(await row()).toMatchObject({ specialistId: named('Anna'), standInId: null });
    expect((await told()).at(-1)).toEqual(['late.reminder', 'Anna']);
    expect((await holds()).at(-1)).toMatchObject({ lapsed: true });
    await w.does('Anna', conversation, { type: 'resolve' });
  });

  test('is not late when it was committed before', async () => {
    const conversation = conversationOf(await client.says('hello'));
    pass(4);
    const [due] = await dueTimers(w.db, w.clock.at, 10);
    await w.does('Anna', conversation, { type: 'reply', text: 'just in time' });
    expect(due).toBeDefined();
    if (due !== undefined) expect(await w.engine.submit({ type: 'timer-due', ...due })).toEqual({ type: 'refused', code: 'not-due' });
    expect(await holds()).toMatchObject([{ lapsed: false, ended: 'answered' }]);
    await w.does('Anna', conversation, { type: 'resolve' });
  });

  test('may be promised by a time, which the client sees and which is kept to by a reminder', async () => {
    const conversation = conversationOf(await client.says('hello'));
    const until = new Date(w.clock.at.getTime() + 40 * minute);
    expect(await w.does('Boris', conversation, { type: 'promise', until })).toMatchObject({ code: 'not-in-charge' });
    expect(await w.does('Anna', conversation, { type: 'promise', until: w.clock.at })).toMatchObject({ code: 'promise-out-of-range' });
    await w.does('Anna', conversation, { type: 'promise', until });
    expect((await w.thread(client.window)).at(-1)?.body).toMatchObject({ key: 'promised', params: { until: until.toISOString() } });
    expect(await row()).toMatchObject({ dueAt: until, status: 'waiting-on-us' });
    pass(4);
    expect(await tick()).toEqual([]);
    pass(36);
    await tick();
    expect(await holds()).toEqual([
      { who: 'Anna', kind: 'first', ended: 'promised', lapsed: false, minutes: 4 },
      { who: 'Anna', kind: 'promise', ended: null, lapsed: true, minutes: 40 },
    ]);
    expect((await told()).at(-1)).toEqual(['late.reminder', 'Anna']);
    await w.does('Anna', conversation, { type: 'reply', text: 'as promised, nearly' });
    expect(await w.does('Anna', conversation, { type: 'promise', until: new Date(w.clock.at.getTime() + minute) })).toMatchObject({
      code: 'nothing-to-answer',
    });
    await w.does('Anna', conversation, { type: 'resolve' });
  });

  test('may not be needed: the turn ends with a reason among colleagues, and no deadline is left', async () => {
    const conversation = conversationOf(await client.says('thanks, that was all'));
    expect(await w.does('Anna', conversation, { type: 'waive', reason: 'said thanks' })).toMatchObject({ type: 'accepted' });
    expect(await row()).toMatchObject({ status: 'waiting-on-client', dueAt: null, openTurnId: null });
    const turns = await w.db.query(
      `select closed_reason as reason, answered_at as answered from turn where conversation_id = $1::text::uuid`,
      [conversation],
    );
    expect(turns).toEqual([{ reason: 'waived', answered: null }]);
    pass(60);
    expect(await tick()).toEqual([]);
    await client.says('one more thing');
    expect((await holds()).at(-1)).toMatchObject({ kind: 'later' });
    await w.does('Anna', conversation, { type: 'resolve' });
  });

  test('of somebody who is not there goes on elsewhere at once, with no violation', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await w.db.query(`update specialist set availability = 'off' where name = 'Anna'`);
    expect(await w.engine.submit({ type: 'not-there', conversation, specialist: named('Anna') })).toMatchObject({ type: 'accepted' });
    expect(await w.engine.submit({ type: 'not-there', conversation, specialist: named('Anna') })).toMatchObject({ code: 'not-due' });
    expect(await row()).toMatchObject({ specialistId: named('Boris'), status: 'waiting-on-us' });
    await w.db.query(`update specialist set availability = 'off' where name = 'Boris'`);
    await w.engine.submit({ type: 'not-there', conversation, specialist: named('Boris') });
    expect(await row()).toMatchObject({ specialistId: null, status: 'queued', dueAt: null });
    await w.db.query(`update specialist set availability = 'available'`);
    await w.engine.submit({ type: 'retry', conversation });
    expect((await holds()).map((each) => [each.who, each.ended, each.lapsed])).toEqual([
      ['Anna', 'away', false],
      ['Boris', 'away', false],
      ['Boris', null, false],
    ]);
    expect(await owner()).toEqual(['Anna']);
    await w.does('Boris', conversation, { type: 'resolve' });
  });

  test('of an owner on leave is their deputy’s from the start: named with the leave before the usual one', async () => {
    await w.db.query(
      `insert into absence (id, specialist_id, "from", until, reason, deputy_id, created_by, created_at)
       values (gen_random_uuid(), $1::text::uuid, $3::text::timestamptz - interval '1 hour', $3::text::timestamptz + interval '1 hour', 'leave',
         $2::text::uuid, $2::text::uuid, $3::text::timestamptz)`,
      [named('Anna'), named('Vera'), w.clock.at.toISOString()],
    );
    const conversation = conversationOf(await client.says('hello'));
    expect(await row()).toMatchObject({ specialistId: named('Vera'), standInId: named('Boris') });
    const [why] = await w.db.query<{ rule: string; passed: object[]; standIn: string }>(
      `select rule, explanation->'passed' as passed, explanation->>'standIn' as "standIn" from assignment where conversation_id = $1::text::uuid`,
      [conversation],
    );
    expect(why).toEqual({ rule: 'deputy', passed: [{ specialist: named('Anna'), reason: 'absent' }], standIn: named('Boris') });
    await w.db.query('delete from absence');
    await w.does('Vera', conversation, { type: 'resolve' });
  });

  test('of a head, in their own name, answers the client and leaves the person in charge', async () => {
    const conversation = conversationOf(await client.says('hello'));
    expect(await w.does('Head', conversation, { type: 'reply', text: 'I am the head' })).toMatchObject({ code: 'not-in-charge' });
    expect(await w.does('Vera', conversation, { type: 'reply', text: 'I am nobody', steering: true })).toMatchObject({
      code: 'not-in-charge',
    });
    await w.does('Head', conversation, { type: 'reply', text: 'I am the head', steering: true });
    const thread = await w.thread(client.window);
    expect(thread.slice(-2)).toMatchObject([
      { author: 'system', body: { key: 'joined', params: { name: 'Head' } } },
      { author: 'specialist', authorId: named('Head'), audience: 'client' },
    ]);
    expect(await row()).toMatchObject({ specialistId: named('Anna'), status: 'waiting-on-client', dueAt: null });
    await w.does('Anna', conversation, { type: 'resolve' });
  });
});
