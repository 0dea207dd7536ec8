import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dueTimers } from '../../../src/db/turns/due.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import { pulse } from '../../../src/engine/turns/heartbeat.ts';
import { handOnMissing } from '../../../src/engine/turns/missing.ts';
import { createTick } from '../../../src/engine/turns/tick.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';

const minute = 60_000;
const hour = 60 * minute;

/** Monday, 10:00, with an hour for lunch of Anna's own */
const monday = new Date('2026-03-02T10:00:00Z');
const nineToSix = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((each) => [each, [[540, 1080] as const]]));

describe('time as it passes', () => {
  let w: World;
  let n = 0;
  let client: ClientHand;
  const log: object[] = [];
  const deps = () => ({
    db: w.db,
    now: () => w.clock.at,
    newId: v7 as NewId,
    company: w.engine.company,
    log: { debug() {}, warn() {}, error() {}, info: (fields: object) => void log.push(fields) },
  });
  const missing = () => handOnMissing({ ...deps(), submit: (found) => Promise.all(found.map(w.engine.submit)) });
  const row = async () => (await w.conversations(client.window)).at(-1);
  const say = (availability: string, name = 'Anna', until: Date | null = null) =>
    w.db.query(`update specialist set availability = $1::text, away_until = $3::text::timestamptz where name = $2::text`, [
      availability,
      name,
      until?.toISOString() ?? null,
    ]);
  const at = (ms: number) => new Date(monday.getTime() + ms);

  beforeAll(async () => {
    w = await world('postgres', {
      specialists: [
        {
          name: 'Anna',
          hours: {
            mon: [
              [540, 780],
              [840, 1080],
            ],
          },
        },
        { name: 'Boris' },
      ],
      clients: Array.from({ length: 12 }, (_, i) => ({ name: `C${i}`, owner: { client: 'Anna' } })),
      hours: nineToSix,
      policy: (policy) => ({ ...policy, conversations: { ...policy.conversations, limit: { client: 60 } } }),
    });
  });
  beforeEach(async () => {
    client = w.contact(`C${n++}`);
    w.clock.at = monday;
    log.length = 0;
    await w.db.query(`update specialist set availability = 'available', away_until = null`);
    await w.db.query(`delete from heartbeat`);
    await w.db.query(`delete from outage`);
    // What came before is settled, so that every spec has its own deadlines alone.
    for (const { id } of await w.db.query<{ id: string }>(`select id from conversation where status not in ('resolved', 'closed')`))
      await w
        .does('Boris', id as never, { type: 'take' })
        .then(() => w.does('Boris', id as never, { type: 'resolve', reason: 'nothing to answer' }));
  });
  afterAll(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  test.each([['away'], ['off']])('what somebody owes goes on when they say they are %s', async (word) => {
    await client.says('hello');
    expect(await missing()).toBe(0);
    await say(word);
    expect(await missing()).toBe(1);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris'), status: 'waiting-on-us' });
    expect(await missing()).toBe(0);
  });

  test('what was promised by a time waits for who is away until then, not for who is away longer', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await w.does('Anna', conversation, { type: 'promise', until: at(hour) });
    await say('away', 'Anna', at(hour - minute));
    expect(await missing()).toBe(0);
    await say('away', 'Anna', at(2 * hour));
    expect(await missing()).toBe(1);
  });

  test('a personal break hands on while the department works, the end of the day does not', async () => {
    w.clock.at = at(3 * hour - minute);
    await client.says('before lunch');
    w.clock.at = at(3 * hour);
    expect(await missing()).toBe(1);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris') });
    w.clock.at = at(8 * hour);
    await say('off', 'Boris');
    expect(await missing()).toBe(0);
  });

  test('a deadline at the very end of the day is looked at in the morning', async () => {
    w.clock.at = at(8 * hour - 4 * minute);
    await client.says('nearly home');
    w.clock.at = at(8 * hour);
    const [due] = await dueTimers(w.db, w.clock.at, 10);
    if (due !== undefined) await w.engine.submit({ type: 'timer-due', ...due });
    expect(await row()).toMatchObject({ specialistId: w.specialist('Anna'), dueAt: at(8 * hour) });
    expect(await dueTimers(w.db, at(20 * hour), 10)).toEqual([]);
    expect(await dueTimers(w.db, at(23 * hour), 10)).toMatchObject([{ key: 'reaction' }]);
  });

  test('nobody is late who is not there: it goes on before the deadline is looked at', async () => {
    await client.says('hello');
    w.clock.at = at(4 * minute);
    await say('off');
    const { timers } = createTick({ ...deps(), submitAll: (all) => Promise.all(all.map(w.engine.submit)) });
    await timers();
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris'), dueAt: at(8 * minute) });
    const lapsed = await w.db.query(
      'select 1 from turn_hold h join turn t on t.id = h.turn_id where t.conversation_id = $1::text::uuid and lapsed_at is not null',
      [(await row())?.id],
    );
    expect(lapsed).toEqual([]);
  });

  test('an outage is nobody’s fault: deadlines get back the working time they had, once', async () => {
    await pulse(deps());
    await client.says('hello');
    w.clock.at = at(10_000);
    await pulse(deps());
    w.clock.at = at(3 * hour);
    await Promise.all([pulse(deps()), pulse(deps())]);
    expect(log).toEqual([{ deadlines: 1 }]);
    expect(await row()).toMatchObject({ dueAt: at(3 * hour + 4 * minute - 10_000) });
    const [hold] = await w.db.query<{ moved: number }>(
      `select moved_ms as moved from turn_hold h join turn t on t.id = h.turn_id where t.conversation_id = $1::text::uuid`,
      [(await row())?.id],
    );
    expect(hold).toEqual({ moved: 3 * hour - 10_000 });
    expect(await dueTimers(w.db, at(3 * hour + 3 * minute), 10)).toEqual([]);
    expect(await dueTimers(w.db, at(3 * hour + 4 * minute), 10)).toMatchObject([{ key: 'reaction' }]);
  });

  test('a deadline begun after the last heartbeat moves too, however short the outage, once a server starts again', async () => {
    const first = createTick({ ...deps(), submitAll: (all) => Promise.all(all.map(w.engine.submit)) });
    await first.beat();
    w.clock.at = at(4000);
    await client.says('hello');
    w.clock.at = at(9000);
    const next = createTick({ ...deps(), submitAll: (all) => Promise.all(all.map(w.engine.submit)) });
    await next.timers();
    expect(await row()).toMatchObject({ dueAt: at(9000 + 4 * minute) });
    expect(await w.db.query(`select what, "from", until from outage`)).toEqual([{ what: 'server', from: at(0), until: at(9000) }]);
  });

  test('a clock that is set forward takes nothing from anybody, nor does one that is set back', async () => {
    let elapsed = 0;
    const tick = createTick({ ...deps(), elapsed: () => elapsed, submitAll: (all) => Promise.all(all.map(w.engine.submit)) });
    await tick.beat();
    await client.says('hello');
    [elapsed, w.clock.at] = [2000, at(2000 + 10_000)];
    await tick.timers();
    expect((await row())?.dueAt).toEqual(at(12_000 + 4 * minute));
    [elapsed, w.clock.at] = [4000, at(-hour)];
    await tick.timers();
    expect((await row())?.dueAt).toEqual(at(12_000 + 4 * minute));
    [elapsed, w.clock.at] = [6000, at(12_000 + 5 * minute)];
    await tick.timers();
    expect(await row()).toMatchObject({ specialistId: w.specialist('Anna') });
  });

  test('a promise moves by the clock when an outage goes on over the night, and leaves the working time that was lost of it', async () => {
    const conversation = conversationOf(await client.says('hello'));
    await w.does('Anna', conversation, { type: 'promise', until: at(hour) });
    await pulse(deps());
    w.clock.at = at(20 * hour);
    await pulse(deps());
    expect(log).toEqual([{ deadlines: 1 }]);
    // By the clock it would come at seven, when nobody works: the hour that they had promised to need begins at nine.
    expect(await row()).toMatchObject({ dueAt: at(24 * hour) });
    const due = async (ms: number) => (await dueTimers(w.db, at(ms), 50)).filter((each) => each.key === 'reaction');
    expect(await due(24 * hour - minute)).toEqual([]);
    expect(await due(24 * hour)).toMatchObject([{ conversation }]);
  });

  test('an answer that never arrived opens its turn again, with a fresh deadline and no violation', async () => {
    const conversation = conversationOf(await client.says('hello'));
    w.clock.at = at(minute);
    const answer = await w.does('Anna', conversation, { type: 'reply', text: 'hi' });
    if (answer.type === 'refused' || answer.seq === null) throw new Error('not answered');
    w.clock.at = at(10 * minute);
    const target = (await row())?.target ?? '';
    const { window, seq } = answer;
    await w.engine.submit({ type: 'undelivered', window, seq, target, reason: 'refused', unreachable: false });
    expect(await row()).toMatchObject({ status: 'waiting-on-us', turns: 1, dueAt: at(14 * minute) });
    const turns = await w.db.query(
      `select t.n, t.answered_at as answered, h.n as hold, h.kind, h.lapsed_at as lapsed from turn t join turn_hold h on h.turn_id = t.id
       where t.conversation_id = $1::text::uuid order by h.n`,
      [conversation],
    );
    expect(turns).toEqual([
      { n: 1, answered: null, hold: 1, kind: 'first', lapsed: null },
      { n: 1, answered: null, hold: 2, kind: 'first', lapsed: null },
    ]);
  });
});
