import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { ConversationId } from '../../../src/domain/ids.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { recount } from '../../../src/engine/recount.ts';
import type { Outcome, Submission } from '../../../src/engine/submissions/submission.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';
import { does, quotes } from '../support/submissions.ts';
import { watched } from '../support/watched.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('a timer', () => {
  let w: World;
  const pass = (ms: number) => {
    w.clock.at = new Date(w.clock.at.getTime() + ms);
  };
  const due = async (): Promise<Submission[]> => (await dueTimers(w.db, w.clock.at, 100)).map((each) => ({ type: 'timer-due', ...each }));
  /** fires what is due, as an engine's turn does */
  const tick = async (engine: Engine = w.engine): Promise<Outcome[]> => Promise.all((await due()).map(engine.submit));
  const keys = async () => (await w.db.query<{ key: string }>('select key from timer order by key')).map((each) => each.key);
  const status = async (client: ClientHand) => (await w.conversations(client.window)).map((each) => each.status);
  const reminders = async (client: ClientHand) =>
    (await w.thread(client.window)).filter((each) => each.body.params?.['reason'] === 'reminder').length;
  const answered = async (client: ClientHand): Promise<ConversationId> => {
    const conversation = conversationOf(await client.says('hello'));
    await w.does('Anna', conversation, { type: 'reply', text: 'hi' });
    return conversation;
  };

  /** the client quotes their own first word, so that the settled matter goes on (R15) */
  const goesOn = (client: ClientHand, text: string) => w.engine.submit(quotes(client, 1, text));

  beforeEach(async () => {
    w = await world('postgres', { specialists: [{ name: 'Anna' }], clients: [{ name: 'One', owner: { client: 'Anna' } }] });
  });
  afterEach(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  test('reminds a client who stopped midway, once', async () => {
    const visitor = w.stranger();
    await visitor.says('hello');
    pass(10 * minute - 1);
    expect(await tick()).toEqual([]);
    pass(1);
    expect(await tick()).toMatchObject([{ type: 'accepted' }]);
    expect(await reminders(visitor)).toBe(1);
    pass(10 * hour);
    expect(await tick()).toEqual([]);
    expect(await reminders(visitor)).toBe(1);
  });

  test('begins again with every answer', async () => {
    const visitor = w.stranger();
    await visitor.taps('who', 'organisation');
    pass(9 * minute);
    await visitor.taps('workplaces', 'up-to-10');
    pass(9 * minute);
    expect(await tick()).toEqual([]);
    pass(minute);
    expect(await tick()).toHaveLength(1);
    expect(await reminders(visitor)).toBe(1);
  });

  test('ends unanswered questions after a day, and leaves nothing behind', async () => {
    const visitor = w.stranger();
    await visitor.says('hello');
    pass(day);
    await tick();
    expect(await status(visitor)).toEqual(['closed']);
    expect(await keys()).toEqual([]);
    expect(await tick()).toEqual([]);
    await visitor.says('hello again');
    expect((await status(visitor)).toSorted()).toEqual(['asking', 'closed']);
  });

  test('lets a resolved conversation be opened again for a day', async () => {
    const one = w.contact('One');
    const conversation = await answered(one);
    await w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
    pass(day - 1);
    expect(await tick()).toEqual([]);
    await goesOn(one, 'thank you, but');
    expect(await status(one)).toEqual(['waiting-on-us']);
    await w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
    pass(day);
    await tick();
    expect(await status(one)).toEqual(['closed']);
    expect(conversationOf(await goesOn(one, 'one word more'))).not.toBe(conversation);
  });

  test('that came due but was not looked at yet is late for a message that comes first', async () => {
    const one = w.contact('One');
    const conversation = await answered(one);
    await w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
    pass(2 * day);
    const seen = await due();
    expect(seen).toHaveLength(1);
    expect(conversationOf(await goesOn(one, 'are you there?'))).toBe(conversation);
    expect(await Promise.all(seen.map(w.engine.submit))).toEqual([{ type: 'refused', code: 'not-due' }]);
    expect(await status(one)).toEqual(['waiting-on-us']);
  });

  test('settles what the client answered no more, a week after our answer', async () => {
    const one = w.contact('One');
    await answered(one);
    pass(7 * day - 1);
    expect(await tick()).toEqual([]);
    pass(1);
    expect(await tick()).toHaveLength(1);
    expect(await status(one)).toEqual(['resolved']);
    expect(await w.loads()).toMatchObject({ Anna: { cases: 0 } });
  });

  test('of an earlier generation never fires', async () => {
    const one = w.contact('One');
    const conversation = await answered(one);
    pass(7 * day);
    const [old] = await due();
    await w.does('Anna', conversation, { type: 'reply', text: 'one more thing' });
    expect(await w.engine.submit(old as Submission)).toEqual({ type: 'refused', code: 'not-due' });
    expect(await status(one)).toEqual(['waiting-on-client']);
    expect(await tick()).toEqual([]);
    pass(7 * day);
    expect(await tick()).toHaveLength(1);
    expect(await status(one)).toEqual(['resolved']);
  });

  test('of an earlier generation does not fire in the batch that sets it anew either', async () => {
    const one = w.contact('One');
    const conversation = await answered(one);
    pass(7 * day);
    const [old] = await due();
    const { submit, flushes } = watched(w);
    const reply = does(w.specialist('Anna'), conversation, { type: 'reply', text: 'one more thing' });
    const outcomes = await Promise.all([reply, old as Submission].map(submit));
    expect(flushes).toHaveLength(1);
    expect(outcomes).toMatchObject([{ type: 'accepted' }, { type: 'refused', code: 'not-due' }]);
    expect(await status(one)).toEqual(['waiting-on-client']);
    expect(await keys()).toEqual(['serving.idle']);
    pass(7 * day);
    expect(await tick()).toHaveLength(1);
  });

  test('that a batch took off does not fire in it', async () => {
    const one = w.contact('One');
    const conversation = await answered(one);
    await w.does('Anna', conversation, { type: 'resolve', reason: 'nothing to answer' });
    pass(day);
    const [old] = await due();
    const { submit, flushes } = watched(w);
    const message = quotes(one, 1, 'wait');
    const resolve = does(w.specialist('Anna'), conversation, { type: 'resolve', reason: 'nothing to answer' });
    await Promise.all([message, resolve, old as Submission].map(submit));
    expect(flushes).toHaveLength(1);
    expect(await status(one)).toEqual(['resolved']);
    pass(day);
    await tick();
    expect(await status(one)).toEqual(['closed']);
  });

  test('fires once when two servers see it', async () => {
    const other = await w.another();
    const visitors = Array.from({ length: 12 }, () => w.stranger());
    for (const each of visitors) await each.says('hello');
    pass(10 * minute);
    const outcomes = (await Promise.all([tick(), tick(other), tick(), tick(other)])).flat();
    expect(outcomes.filter((each) => each.type === 'accepted')).toHaveLength(12);
    for (const each of visitors) expect(await reminders(each)).toBe(1);
  });

  test('fires once when it comes twice in one batch', async () => {
    const visitor = w.stranger();
    await visitor.says('hello');
    pass(10 * minute);
    const { submit, flushes } = watched(w);
    const outcomes = await Promise.all([...(await due()), ...(await due())].map(submit));
    expect(flushes).toHaveLength(1);
    expect(outcomes).toMatchObject([{ type: 'accepted' }, { type: 'refused', code: 'not-due' }]);
    expect(await reminders(visitor)).toBe(1);
  });

  test('fires by itself, on a server that runs', async () => {
    const visitor = w.stranger();
    await visitor.says('hello');
    pass(10 * minute);
    w.engine.start();
    await expect.poll(() => reminders(visitor), { timeout: 10_000 }).toBe(1);
  });

  test('comes neither early nor twice when the clock is set back', async () => {
    const visitor = w.stranger();
    await visitor.says('hello');
    pass(-hour);
    expect(await tick()).toEqual([]);
    await visitor.taps('who', 'organisation');
    expect((await w.thread(visitor.window)).map((each) => each.author)).toEqual(['client', 'system', 'client', 'system']);
    pass(10 * minute);
    expect(await tick()).toHaveLength(1);
    pass(hour);
    expect(await tick()).toEqual([]);
    expect(await reminders(visitor)).toBe(1);
  });
});
