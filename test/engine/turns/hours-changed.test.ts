import { v7 } from 'uuid';
import { afterEach, describe, expect, test } from 'vitest';
import type { WeeklyHours } from '../../../src/domain/hours.ts';
import type { ConversationId, NewId } from '../../../src/domain/ids.ts';
import { createTick, type Tick } from '../../../src/engine/turns/tick.ts';
import { databases } from '../../support/database.ts';
import { retakeAll } from '../../support/retake.ts';
import { type ClientHand, conversationOf, type World, world } from '../../support/world.ts';

/** The department works from nine to six on weekdays; 27 February 2026 is a Friday. */
const weekdays = (from: number, until: number): WeeklyHours =>
  Object.fromEntries((['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((day) => [day, [[from * 60, until * 60] as const]]));
const nineToSix = weekdays(9, 18);
const on = (day: string, time: string) => new Date(`2026-${day}T${time}:00Z`);
const [friday, monday, tuesday] = ['02-27', '03-02', '03-03'] as const;

describe.each(databases())('R13, R16: a deadline whose working time is no more what it was, on %s', (kind) => {
  let w: World;
  let client: ClientHand;
  let conversation: ConversationId;
  let tick: Tick;

  /** Somebody's client writes at this time, and the owner has an answer to give. */
  const owing = async (at: Date, { hours = nineToSix, zone = 'UTC' }: { hours?: WeeklyHours; zone?: string } = {}) => {
    w = await world(kind, {
      specialists: [{ name: 'Anna', deputy: 'Boris' }, { name: 'Boris' }],
      clients: [{ name: 'One', owner: { client: 'Anna' } }],
      hours,
    });
    if (zone !== 'UTC') await change({ zone });
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const submitAll = (all: readonly Parameters<typeof w.engine.submit>[0][]) => Promise.all(all.map(w.engine.submit));
    tick = createTick({ db: w.db, now: () => w.clock.at, newId: v7 as NewId, company: w.engine.company, log, submitAll });
    await pass(at);
    client = w.contact('One');
    conversation = conversationOf(await client.says('hello'));
  };
  const change = async ({ hours, holidays, zone }: { hours?: WeeklyHours; holidays?: readonly string[]; zone?: string }) => {
    await w.db.query(
      `update department set hours = coalesce($1::text::jsonb, hours), holidays = coalesce($2::text::jsonb, holidays),
         time_zone = coalesce($3::text, time_zone)`,
      [hours === undefined ? null : JSON.stringify(hours), holidays === undefined ? null : JSON.stringify(holidays), zone ?? null],
    );
    await w.engine.reload();
  };
  const pass = async (at: Date) => {
    w.clock.at = at;
    await w.db.query(
      `insert into heartbeat (name, at) values ('server', $1::text::timestamptz) on conflict (name) do update set at = excluded.at`,
      [at.toISOString()],
    );
    await tick.timers();
  };
  const holds = () =>
    w.db.query<{ who: string; due: Date; lapsed: Date | null }>(
      `select s.name as who, h.due, h.lapsed_at as lapsed from turn_hold h join specialist s on s.id = h.specialist_id order by h.turn_id, h.n`,
    );
  const shown = async () => (await w.conversations(client.window))[0]?.dueAt;

  afterEach(() => w.close());

  test('passes over a holiday that was set in its midst, and gives what was left of it', async () => {
    await owing(on(friday, '17:58'));
    expect(await shown()).toEqual(on(monday, '09:02'));
    await pass(on('02-28', '12:00'));
    await change({ holidays: ['2026-03-02'] });
    await pass(on('02-28', '12:01'));
    expect(await shown()).toEqual(on(tuesday, '09:02'));
    for (const at of [on(monday, '09:02'), on(tuesday, '09:00'), on(tuesday, '09:01')]) await pass(at);
    expect(await holds()).toEqual([{ who: 'Anna', due: on(tuesday, '09:02'), lapsed: null }]);
    await pass(on(tuesday, '09:02'));
    expect(await holds()).toEqual([
      { who: 'Anna', due: on(tuesday, '09:02'), lapsed: on(tuesday, '09:02') },
      { who: 'Boris', due: on(tuesday, '09:06'), lapsed: null },
    ]);
  });

  test('is no breach at the opening either where the server heard of the holiday only as it came', async () => {
    await owing(on(friday, '17:58'));
    await w.db.query(`update department set holidays = '["2026-03-02"]'`);
    w.clock.at = on(monday, '09:01');
    await w.engine.reload();
    for (const at of [on(monday, '09:02'), on(tuesday, '09:00')]) await pass(at);
    expect(await holds()).toEqual([{ who: 'Anna', due: on(tuesday, '09:02'), lapsed: null }]);
  });

  test('has the minutes that were left when hours were shortened, on the next day', async () => {
    await owing(on(monday, '14:58'));
    await change({ hours: weekdays(9, 15) });
    await pass(on(monday, '15:02'));
    await pass(on(tuesday, '09:00'));
    expect(await holds()).toEqual([{ who: 'Anna', due: on(tuesday, '09:02'), lapsed: null }]);
    await pass(on(tuesday, '09:02'));
    expect(await holds()).toMatchObject([{ who: 'Anna', lapsed: on(tuesday, '09:02') }, { who: 'Boris' }]);
  });

  test('opens later than it would have come: it has its minutes from the new opening on', async () => {
    await owing(on(friday, '17:58'));
    await change({ hours: weekdays(9, 18), holidays: [] });
    await change({ hours: { ...nineToSix, mon: [[10 * 60, 18 * 60]] } });
    await pass(on(monday, '09:02'));
    expect(await holds()).toEqual([{ who: 'Anna', due: on(monday, '10:02'), lapsed: null }]);
  });

  test('stays where it was when hours were lengthened', async () => {
    await owing(on(friday, '17:58'));
    await change({ hours: weekdays(9, 20) });
    await pass(on(friday, '18:03'));
    expect(await holds()).toEqual([{ who: 'Anna', due: on(monday, '09:02'), lapsed: null }]);
    await pass(on(monday, '09:02'));
    expect(await holds()).toMatchObject([{ who: 'Anna', lapsed: on(monday, '09:02') }, { who: 'Boris' }]);
  });

  test('stays where it was when hours were lengthened, but for what was lost of it', async () => {
    await owing(on(friday, '17:58'));
    await change({ hours: weekdays(9, 20) });
    await w.db.query(
      `insert into outage (id, what, "from", until) values (gen_random_uuid(), 'server', $1::text::timestamptz, $2::text::timestamptz)`,
      [on(monday, '09:00').toISOString(), on(monday, '09:05').toISOString()],
    );
    await pass(on(monday, '09:05'));
    expect(await holds()).toEqual([{ who: 'Anna', due: on(monday, '09:07'), lapsed: null }]);
  });

  test('is reckoned over the night in which clocks are put forward, by the working time that passes', async () => {
    // Berlin's clocks go from 2 to 3 on 29 March 2026, a Sunday: six o'clock is 17:00 UTC before, nine o'clock 7:00 UTC after.
    await owing(on('03-27', '16:58'), { zone: 'Europe/Berlin' });
    expect(await shown()).toEqual(on('03-30', '07:02'));
    await change({ holidays: ['2026-03-30'] });
    await pass(on('03-30', '07:02'));
    await pass(on('03-31', '07:00'));
    expect(await holds()).toEqual([{ who: 'Anna', due: on('03-31', '07:02'), lapsed: null }]);
  });

  test('of a stand-in is theirs in full as well', async () => {
    await owing(on(friday, '17:55'));
    await pass(on(friday, '17:59'));
    expect(await holds()).toMatchObject([{ who: 'Anna' }, { who: 'Boris', due: on(monday, '09:03'), lapsed: null }]);
    await change({ holidays: ['2026-03-02'] });
    await pass(on(monday, '09:03'));
    await pass(on(tuesday, '09:00'));
    expect(await holds()).toMatchObject([{ who: 'Anna' }, { who: 'Boris', due: on(tuesday, '09:03'), lapsed: null }]);
    await pass(on(tuesday, '09:03'));
    expect(await holds()).toMatchObject([{ who: 'Anna' }, { who: 'Boris', lapsed: on(tuesday, '09:03') }]);
  });

  test('that was promised to the client is none to be blamed for before as much was worked as lay before it', async () => {
    await owing(on(friday, '17:50'));
    await w.does('Anna', conversation, { type: 'promise', until: on(monday, '10:00') });
    await change({ holidays: ['2026-03-02'] });
    await pass(on(monday, '10:00'));
    await pass(on(tuesday, '09:00'));
    expect((await holds()).at(-1)).toEqual({ who: 'Anna', due: on(tuesday, '10:00'), lapsed: null });
    await pass(on(tuesday, '10:00'));
    expect((await holds()).at(-1)).toMatchObject({ who: 'Anna', lapsed: on(tuesday, '10:00') });
  });

  test('that was promised for a time when nobody works waits for the opening, and no longer', async () => {
    await owing(on(friday, '17:50'));
    await w.does('Anna', conversation, { type: 'promise', until: on('03-01', '12:00') });
    await pass(on('03-01', '12:00'));
    await pass(on(monday, '09:00'));
    expect((await holds()).at(-1)).toEqual({ who: 'Anna', due: on('03-01', '12:00'), lapsed: on(monday, '09:00') });
  });

  test('keeps what it was given, and is found out where that is not what it was reckoned on', async () => {
    await owing(on(friday, '17:58'));
    await change({ holidays: ['2026-03-02'] });
    await pass(on(monday, '09:02'));
    const given = await w.db.query(`select given_ms::int as given, (moved->>'given')::int as moved from turn_hold`);
    expect(given).toEqual([{ given: 240_000, moved: 240_000 }]);
    await w.db.query(`update turn_hold set given_ms = 120000`);
    expect((await retakeAll(w.db)).differing).toHaveLength(1);
    await w.db.query(`update turn_hold set given_ms = 240000, moved = jsonb_set(moved, '{given}', '120000')`);
    expect((await retakeAll(w.db)).differing).toHaveLength(1);
    await w.db.query(`update turn_hold set moved = jsonb_set(moved, '{given}', '240000')`);
  });

  test('older than that is kept waits for the opening, as it did', async () => {
    await owing(on(friday, '17:58'));
    await w.db.query(`update turn_hold set given_ms = null`);
    await change({ holidays: ['2026-03-02'] });
    await pass(on(monday, '09:02'));
    await pass(on(tuesday, '09:00'));
    expect(await holds()).toMatchObject([{ who: 'Anna', due: on(monday, '09:02'), lapsed: on(tuesday, '09:00') }, { who: 'Boris' }]);
  });
});
