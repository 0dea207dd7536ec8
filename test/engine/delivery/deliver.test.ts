import { setImmediate as turn } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimOutbox } from '../../../src/db/delivery/outbox.ts';
import type { ConversationId } from '../../../src/domain/ids.ts';
import { deliverOnce, retryMs } from '../../../src/engine/delivery/deliver.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { Hint } from '../../../src/live/live.ts';
import { databases } from '../../support/database.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';
import { type Post, post } from '../support/post.ts';

const second = 1000;
const minute = 60 * second;

describe.each(databases())('what is to leave, on %s', (kind) => {
  let w: World;
  let p: Post;
  let one: ClientHand;
  let two: ClientHand;
  let met = 0;
  const later = (ms: number) => new Date(w.clock.at.getTime() + ms);
  const fresh = () => w.contact(`C${met++}`);
  const all = async () => {
    let rows = 0;
    for (let more = 1; more > 0; rows += more) more = await p.deliver(w.db, w.clock.at, v7());
    return rows;
  };
  /** the rows of a client's lane */
  const lane = ({ window }: ClientHand) =>
    w.db.query<{ verb: string; status: string; reason: string | null; attempts: number }>(
      'select verb, status, reason, attempts from outbox where window_id = $1::text::uuid order by n',
      [window],
    );
  const texts = () => p.sent.map((each) => each.body?.text);
  /** a conversation in Anna's charge, with what the desk said of it gone already */
  const open = async (client: ClientHand): Promise<ConversationId> => {
    const conversation = conversationOf(await client.says('hello'));
    await all();
    p.sent.length = 0;
    return conversation;
  };
  const reply = (conversation: ConversationId, text: string) => w.does('Anna', conversation, { type: 'reply', text });

  beforeAll(async () => {
    w = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }],
      clients: Array.from({ length: 40 }, (_, i) => ({ name: `C${i}`, owner: { client: 'Anna' } })),
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
    });
  });
  beforeEach(() => {
    p = post();
    one = fresh();
    two = fresh();
  });
  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    p = post();
    w.clock.at = later(10 * minute);
    await all();
  });
  afterAll(() => w.close());

  test('goes one after another in a lane, and lanes do not wait for each other', async () => {
    const [first, other] = [await open(one), await open(two)];
    for (const text of ['1', '2', '3']) await reply(first, text);
    await reply(other, 'a');
    expect(await p.deliver(w.db, w.clock.at)).toBe(2);
    expect(texts().toSorted()).toEqual(['1', 'a']);
    await all();
    expect(texts().filter((each) => each !== 'a')).toEqual(['1', '2', '3']);
    expect(new Set((await lane(one)).map((each) => each.status))).toEqual(new Set(['sent']));
  });

  test('goes urgent before the rest, but never past the head of its own lane', async () => {
    const [first, other] = [await open(one), await open(two)];
    await reply(first, 'news');
    await reply(first, 'answer behind news');
    await reply(other, 'answer');
    await w.db.query(`update outbox o set urgent = false from message m
      where m.window_id = o.window_id and m.seq = o.seq and m.body->>'text' = 'news'`);
    const claim = (limit: number) =>
      claimOutbox(w.db, { holder: v7(), now: w.clock.at, until: later(minute), limit }).then((rows) => rows.map((each) => each.body?.text));
    expect([await claim(1), await claim(1), await claim(1)]).toEqual([['answer'], ['news'], []]);
  });

  test('tells the desks that show an answer as on its way that it has left, and nobody of what the desk itself says', async () => {
    const first = await open(one);
    const told: Hint[] = [];
    const deps = {
      db: w.db,
      now: () => w.clock.at,
      holder: v7(),
      live: { publish: (hints: readonly Hint[]) => void told.push(...hints) },
      channelOf: () => ({ kind: 'webchat', send: async () => ({ type: 'sent', externalId: '1' }) as const }),
    };
    await reply(first, 'on its way');
    expect(await deliverOnce(deps)).toBe(1);
    const [{ version } = { version: 0 }] = await w.conversations(one.window);
    const about = { conversation: first, version };
    expect(told).toEqual([
      { topic: 'all', ...about },
      { topic: 'department:client', ...about },
      { topic: `specialist:${w.specialist('Anna')}`, ...about },
    ]);
    await w.does('Anna', first, { type: 'resolve' });
    expect(await deliverOnce(deps)).toBe(1);
    expect(told).toHaveLength(3);
  });

  test('never holds anything internal', async () => {
    const first = await open(one);
    await w.does('Anna', first, { type: 'note', text: 'do not tell' });
    await w.does('Anna', first, { type: 'transfer', department: 'client', specialist: w.specialist('Boris'), reason: 'nor this' });
    await all();
    expect(p.sent.map((each) => each.body?.key)).toEqual(['joined']);
    const thread = await w.thread(one.window);
    expect(thread.filter((each) => each.audience === 'internal')).toHaveLength(2);
  });

  test('is not sent by mistake either: a row for an internal message never reaches a channel', async () => {
    const first = await open(one);
    await w.does('Anna', first, { type: 'note', text: 'do not tell' });
    const planted = await w.db.query(
      `insert into outbox (window_id, target, n, verb, seq, urgent, status, attempts, due_at)
       select window_id, 'dddddddd-0000-7000-8000-000000000000:y', seq, 'send', seq, true, 'waiting', 0, $1::text::timestamptz from message
       where audience = 'internal' and window_id = $2::text::uuid returning n`,
      [w.clock.at.toISOString(), one.window],
    );
    expect(planted).toHaveLength(1);
    await p.deliver(w.db, w.clock.at);
    expect(p.sent).toEqual([]);
    expect(await lane(one)).toContainEqual({ verb: 'send', status: 'dead', reason: 'no-message', attempts: 1 });
    await w.db.query(`delete from outbox where target like '%:y'`);
  });

  test('dies when there is no such message, and lets the lane go on', async () => {
    const first = await open(one);
    await w.db.query(
      `insert into outbox (window_id, target, n, verb, seq, urgent, status, attempts, due_at)
       select window_id, target, 0, 'send', 999, true, 'waiting', 0, $1::text::timestamptz from conversation where id = $2::text::uuid`,
      [w.clock.at.toISOString(), first],
    );
    await reply(first, 'behind it');
    await all();
    expect(texts()).toEqual(['behind it']);
  });

  test('is tried again when the channel says so, and blocks what comes after it', async () => {
    const first = await open(one);
    await reply(first, '1');
    await reply(first, '2');
    p.answers = () => ({ type: 'retry', afterMs: 30 * second });
    expect(await p.deliver(w.db, w.clock.at)).toBe(1);
    expect(await p.deliver(w.db, later(29 * second))).toBe(0);
    p.answers = () => ({ type: 'sent', externalId: '1' });
    expect(await p.deliver(w.db, later(30 * second))).toBe(1);
    expect(await p.deliver(w.db, later(30 * second))).toBe(1);
    expect(texts()).toEqual(['1', '2']);
  });

  test('counts no try while the channel keeps its pace, and goes on behind the parts that stand there', async () => {
    const first = await open(one);
    await reply(first, 'long');
    p.answers = () => ({ type: 'retry', afterMs: second, untried: true, parts: ['7', '10'] });
    expect(await p.deliver(w.db, w.clock.at)).toBe(1);
    expect((await lane(one)).at(-1)).toMatchObject({ status: 'waiting', attempts: 0 });
    let standing: unknown;
    p.answers = ({ refs, address: chat }) => {
      standing = refs.map((each) => [each.chat === chat, each.id]);
      return { type: 'sent', externalId: '7', parts: ['7', '10', '11'] };
    };
    expect(await p.deliver(w.db, later(second))).toBe(1);
    expect(standing).toEqual([
      [true, '7'],
      [true, '10'],
    ]);
  });

  test('is tried again, ever later, when nobody knows whether it arrived', async () => {
    await reply(await open(one), '1');
    p.answers = () => ({ type: 'unsure' });
    let passed = 0;
    for (const wait of [1, 2, 4, 8]) {
      expect(await p.deliver(w.db, later(passed))).toBe(1);
      passed += wait * second;
      expect(await p.deliver(w.db, later(passed - 1))).toBe(0);
    }
    expect((await lane(one)).at(-1)).toMatchObject({ status: 'waiting', attempts: 4 });
    expect(retryMs(50)).toBe(5 * minute);
  });

  test('is tried again when the channel breaks down, and nothing else is held up', async () => {
    const [first, other] = [await open(one), await open(two)];
    await reply(first, 'breaks');
    await reply(other, 'fine');
    p.answers = ({ body }) => {
      if (body?.text === 'breaks') throw new Error('the channel broke down');
      return { type: 'sent', externalId: '1' };
    };
    await p.deliver(w.db, w.clock.at);
    expect(texts()).toEqual(['fine']);
    p.answers = () => ({ type: 'sent', externalId: '1' });
    await p.deliver(w.db, later(2 * second));
    expect(texts()).toEqual(['fine', 'breaks']);
  });

  test('dies with its reason when it can never arrive, takes its edits with it, and lets the lane go on', async () => {
    const first = conversationOf(await one.says('hello'));
    p.answers = ({ body, verb }) => {
      // Somebody else takes it over while the first name is on its way: an edit waits behind the send.
      if (verb === 'send' && body?.key === 'joined')
        return w.does('Boris', first, { type: 'take' }).then(() => ({ type: 'gone', reason: 'blocked' }));
      return { type: 'sent', externalId: '1' };
    };
    await p.deliver(w.db, w.clock.at);
    expect(await lane(one)).toMatchObject([
      { verb: 'send', status: 'dead', reason: 'blocked' },
      { verb: 'edit', status: 'dead', reason: 'blocked' },
    ]);
    await w.does('Boris', first, { type: 'reply', text: 'still here' });
    await all();
    expect(texts()).toEqual(['still here']);
  });

  test('has no edit of what never arrived', async () => {
    const first = conversationOf(await one.says('hello'));
    p.answers = () => ({ type: 'refused', reason: 'too long' });
    await p.deliver(w.db, w.clock.at);
    p.answers = () => ({ type: 'sent', externalId: '1' });
    await w.does('Boris', first, { type: 'take' });
    expect(await all()).toBe(0);
    expect(p.sent).toEqual([]);
  });

  test('is rewritten while it waits, so that only the newest words leave', async () => {
    const first = conversationOf(await one.says('hello'));
    await w.does('Boris', first, { type: 'take' });
    expect(await lane(one)).toMatchObject([{ verb: 'send', status: 'waiting' }]);
    await all();
    expect(p.sent).toMatchObject([{ verb: 'send', body: { params: { name: 'Boris' } } }]);
  });

  test('is edited after it was sent, in the order of what was said', async () => {
    const first = conversationOf(await one.says('hello'));
    await all();
    await w.does('Boris', first, { type: 'take' });
    await w.does('Boris', first, { type: 'reply', text: 'hi' });
    await all();
    const [joined] = p.sent;
    expect(p.sent.map((each) => [each.verb, each.body?.params?.['name'] ?? each.body?.text, each.seq === joined?.seq])).toEqual([
      ['send', 'Anna', true],
      ['edit', 'Boris', true],
      ['send', 'hi', false],
    ]);
  });

  test('that answers a client counts from when it was delivered', async () => {
    const first = await open(one);
    await reply(first, 'hi');
    const delivered = () =>
      w.db.query<{ delivered: Date | null }>('select delivered_at as delivered from turn where conversation_id = $1::text::uuid', [first]);
    expect(await delivered()).toEqual([{ delivered: null }]);
    w.clock.at = later(minute);
    await all();
    expect(await delivered()).toEqual([{ delivered: w.clock.at }]);
  });

  test('waits for its lease when whoever had it is gone, and then leaves once', async () => {
    await reply(await open(one), '1');
    const gone = v7();
    const leased = await claimOutbox(w.db, { holder: gone, now: w.clock.at, until: later(minute), limit: 10 });
    expect(leased).toHaveLength(1);
    expect(await p.deliver(w.db, later(59 * second))).toBe(0);
    expect(await p.deliver(w.db, later(60 * second))).toBe(1);
    expect(await p.deliver(w.db, later(60 * second))).toBe(0);
    expect(texts()).toEqual(['1']);
    expect((await lane(one)).at(-1)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  test('does not leave when it was taken back while whoever had it was gone', async () => {
    const first = await open(one);
    const answer = await reply(first, 'never mind');
    if (answer.type === 'refused' || answer.seq === null) throw new Error('not answered');
    await claimOutbox(w.db, { holder: v7(), now: w.clock.at, until: later(minute), limit: 10 });
    await w.does('Anna', first, { type: 'delete', seq: answer.seq });
    await reply(first, 'another answer');
    while ((await p.deliver(w.db, later(minute))) > 0);
    expect(p.sent.map((each) => [each.verb, each.body?.text])).toEqual([['send', 'another answer']]);
    expect((await lane(one)).filter((each) => each.reason !== null)).toMatchObject([
      { verb: 'send', status: 'dead', reason: 'taken-back', attempts: 2 },
      { verb: 'delete', status: 'dead', reason: 'taken-back' },
    ]);
  });

  test('leaves once, in order, however many deliver at a time', async () => {
    const lanes = [one, two, fresh(), fresh()];
    const conversations: ConversationId[] = [];
    for (const each of lanes) conversations.push(await open(each));
    for (const each of conversations) for (let i = 1; i <= 5; i++) await reply(each, `${i}`);
    p.answers = async () => {
      await turn();
      return { type: 'sent', externalId: '1' };
    };
    await Promise.all(Array.from({ length: 4 }, () => all()));
    await all();
    for (const { window } of lanes) {
      expect(p.sent.filter((each) => each.window === window).map((each) => each.body?.text)).toEqual(['1', '2', '3', '4', '5']);
    }
  });
});
