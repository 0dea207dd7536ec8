import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { type ClientHand, conversationOf } from '../../support/world.ts';
import { minute, type Owed, owed } from '../support/owed.ts';
import { seqOf } from '../verbs/messenger-stage.ts';

describe('an answer that is owed', () => {
  let o: Owed;
  let client: ClientHand;

  beforeAll(async () => {
    o = await owed();
  });
  beforeEach(() => {
    client = o.client();
  });
  afterAll(() => o.close());

  const replies = async (conversation: ConversationId, text: string) =>
    seqOf(await o.w.does('Anna', conversation, { type: 'reply', text }));

  test('may be promised by a time, which the client sees and which is kept to by a reminder', async () => {
    const conversation = conversationOf(await client.says('hello'));
    const until = new Date(o.w.clock.at.getTime() + 40 * minute);
    expect(await o.w.does('Boris', conversation, { type: 'promise', until })).toMatchObject({ code: 'not-in-charge' });
    expect(await o.w.does('Anna', conversation, { type: 'promise', until: o.w.clock.at })).toMatchObject({ code: 'promise-out-of-range' });
    await o.w.does('Anna', conversation, { type: 'promise', until });
    expect((await o.w.thread(client.window)).at(-1)?.body).toMatchObject({ key: 'promised', params: { until: until.toISOString() } });
    expect(await o.row(client)).toMatchObject({ dueAt: until, status: 'waiting-on-us' });
    o.pass(4);
    expect(await o.tick()).toEqual([]);
    o.pass(36);
    await o.tick();
    expect(await o.holds(client)).toEqual([
      { who: 'Anna', kind: 'first', ended: 'promised', lapsed: false, minutes: 4 },
      { who: 'Anna', kind: 'promise', ended: null, lapsed: true, minutes: 40 },
    ]);
    expect((await o.told(client)).at(-1)).toEqual(['late.reminder', 'Anna']);
    await o.w.does('Anna', conversation, { type: 'reply', text: 'as promised, nearly' });
    expect(await o.w.does('Anna', conversation, { type: 'promise', until: new Date(o.w.clock.at.getTime() + minute) })).toMatchObject({
      code: 'nothing-to-answer',
    });
    await o.w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
  });

  test('may not be needed: the turn ends with a reason among colleagues, and no deadline is left', async () => {
    const conversation = conversationOf(await client.says('thanks, that was all'));
    expect(await o.w.does('Anna', conversation, { type: 'waive', reason: 'said thanks' })).toMatchObject({ type: 'accepted' });
    expect(await o.row(client)).toMatchObject({ status: 'waiting-on-client', dueAt: null, openTurnId: null });
    const turns = await o.w.db.query(
      `select closed_reason as reason, answered_at as answered from turn where conversation_id = $1::text::uuid`,
      [conversation],
    );
    expect(turns).toEqual([{ reason: 'waived', answered: null }]);
    o.pass(60);
    expect(await o.tick()).toEqual([]);
    await client.says('one more thing');
    expect((await o.holds(client)).at(-1)).toMatchObject({ kind: 'later' });
    await o.w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
  });

  test('of somebody who is not there goes on elsewhere at once, with no violation', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await o.w.db.query(`update specialist set availability = 'off' where name = 'Anna'`);
    expect(await o.w.engine.submit({ type: 'not-there', conversation, specialist: o.named('Anna') })).toMatchObject({ type: 'accepted' });
    expect(await o.w.engine.submit({ type: 'not-there', conversation, specialist: o.named('Anna') })).toMatchObject({ code: 'not-due' });
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Boris'), status: 'waiting-on-us' });
    await o.w.db.query(`update specialist set availability = 'off' where name = 'Boris'`);
    await o.w.engine.submit({ type: 'not-there', conversation, specialist: o.named('Boris') });
    expect(await o.row(client)).toMatchObject({ specialistId: null, status: 'queued', dueAt: null });
    await o.w.db.query(`update specialist set availability = 'available'`);
    await o.w.engine.submit({ type: 'retry', conversation });
    expect((await o.holds(client)).map((each) => [each.who, each.ended, each.lapsed])).toEqual([
      ['Anna', 'away', false],
      ['Boris', 'away', false],
      ['Boris', null, false],
    ]);
    expect(await o.owner(client)).toEqual(['Anna']);
    await o.w.does('Boris', conversation, { type: 'resolve', reason: 'nothing to answer' });
  });

  test('of an owner on leave is their deputy’s from the start: named with the leave before the usual one', async () => {
    await o.w.db.query(
      `insert into absence (id, specialist_id, "from", until, reason, deputy_id, created_by, created_at)
       values (gen_random_uuid(), $1::text::uuid, $3::text::timestamptz - interval '1 hour', $3::text::timestamptz + interval '1 hour', 'leave',
         $2::text::uuid, $2::text::uuid, $3::text::timestamptz)`,
      [o.named('Anna'), o.named('Vera'), o.w.clock.at.toISOString()],
    );
    const conversation = conversationOf(await client.says('hello'));
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Vera'), standInId: o.named('Boris') });
    const [why] = await o.w.db.query<{ rule: string; passed: object[]; standIn: string }>(
      `select rule, explanation->'passed' as passed, explanation->>'standIn' as "standIn" from assignment where conversation_id = $1::text::uuid`,
      [conversation],
    );
    expect(why).toEqual({ rule: 'deputy', passed: [{ specialist: o.named('Anna'), reason: 'absent' }], standIn: o.named('Boris') });
    await o.w.db.query('delete from absence');
    await o.w.does('Vera', conversation, { type: 'resolve', reason: 'nothing to answer' });
  });

  test('of a head, in their own name, answers the client and leaves the person in charge', async () => {
    const conversation = conversationOf(await client.says('hello'));
    expect(await o.w.does('Head', conversation, { type: 'reply', text: 'I am the head' })).toMatchObject({ code: 'not-in-charge' });
    expect(await o.w.does('Vera', conversation, { type: 'reply', text: 'I am nobody', steering: true })).toMatchObject({
      code: 'not-in-charge',
    });
    await o.w.does('Head', conversation, { type: 'reply', text: 'I am the head', steering: true });
    const thread = await o.w.thread(client.window);
    expect(thread.slice(-2)).toMatchObject([
      { author: 'system', body: { key: 'joined', params: { name: 'Head' } } },
      { author: 'specialist', authorId: o.named('Head'), audience: 'client' },
    ]);
    expect(await o.row(client)).toMatchObject({ specialistId: o.named('Anna'), status: 'waiting-on-client', dueAt: null });
    await o.w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
  });

  const answered = ({ conversation }: { conversation: string }) =>
    o.w.db.query<{ at: Date | null }>('select answered_at as at from turn where conversation_id = $1::text::uuid order by n', [
      conversation,
    ]);

  test.each([
    ['two minutes after it was written counts from its writing', 120_000, 0],
    ['later than that counts from when it is said', 120_001, 120_001],
    ['which claims to be written later than now counts from now', -1, -1],
  ])('by a reply that waited for its tap, %s', async (_, waitedMs, countedMs) => {
    const conversation = conversationOf(await client.says('hello'));
    o.pass(3);
    const writtenAt = o.w.clock.at;
    o.w.clock.at = new Date(writtenAt.getTime() + waitedMs);
    await o.w.does('Anna', conversation, { type: 'reply', text: 'yes', writtenAt });
    expect(await answered({ conversation })).toEqual([{ at: new Date(writtenAt.getTime() + countedMs) }]);
    await o.w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
  });

  test('by words written before it was asked counts from the asking', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await o.w.does('Anna', conversation, { type: 'reply', text: 'hello' });
    const writtenAt = o.w.clock.at;
    o.pass(1);
    await client.says('and now?');
    const asked = o.w.clock.at;
    o.pass(0.5);
    await o.w.does('Anna', conversation, { type: 'reply', text: 'yes', writtenAt });
    expect((await answered({ conversation })).at(-1)).toEqual({ at: asked });
    await o.w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
  });

  test('is owed again when it is taken back before it left: the same turn, with a deadline; not when another one stands', async () => {
    const conversation = conversationOf(await client.says('hello'));
    const [first, second] = [await replies(conversation, 'never mind'), await replies(conversation, 'instead')];
    await o.w.does('Anna', conversation, { type: 'delete', seq: first });
    expect(await o.row(client)).toMatchObject({ status: 'waiting-on-client', dueAt: null });
    o.pass(1);
    await o.w.does('Anna', conversation, { type: 'delete', seq: second });
    expect(await o.row(client)).toMatchObject({ status: 'waiting-on-us', turns: 1, waitingSince: o.w.clock.at });
    expect((await o.row(client)).dueAt).not.toBeNull();
    const third = await replies(conversation, 'here I am');
    expect(await answered({ conversation })).toEqual([{ at: o.w.clock.at }]);
    await o.w.db.query(`update outbox set status = 'sent' where window_id = $1::text::uuid`, [client.window]);
    await o.w.does('Anna', conversation, { type: 'delete', seq: third });
    expect(await o.row(client)).toMatchObject({ status: 'waiting-on-client', dueAt: null, turns: 1 });
    await o.w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
  });
});
