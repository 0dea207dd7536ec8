import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateHours } from '../../src/db/people/terms-history.ts';
import { dueTimers } from '../../src/db/turns/due.ts';
import type { WeeklyHours } from '../../src/domain/hours.ts';
import type { ConversationId } from '../../src/domain/ids.ts';
import type { Command } from '../../src/engine/submissions/submission.ts';
import { assignments } from '../../src/reports/assignments.ts';
import type { Question, Report } from '../../src/reports/report.ts';
import { response } from '../../src/reports/response.ts';
import { violations } from '../../src/reports/violations.ts';
import { databases } from '../support/database.ts';
import { conversationOf, type World, world } from '../support/world.ts';
import { folding } from './folding.ts';
import { factsAgree } from './reconcile.ts';

/*
 * March 2026 of a company in Berlin, each number by hand. The client department works on weekdays from nine to six, from the 14th on from ten
 * to six, and has the 9th off; finance from nine to six and in the night, from ten to six, every day; sales round
 * the clock.
 */

const weekdays = (from: number, until: number): WeeklyHours =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [[from * 60, until * 60]]]));
const dayAndNight: WeeklyHours = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((each) => [
    each,
    [
      [9 * 60, 18 * 60],
      [22 * 60, 30 * 60],
    ],
  ]),
);

/** By the clock on the wall in Berlin: an hour ahead of UTC, two from 29 March 03:00 on. */
const at = (wall: string) => new Date(`2026-03-${wall.replace(' ', 'T')}:00${wall >= '29 03:00' ? '+02:00' : '+01:00'}`);
const [minute, hour, day] = [60, 3600, 86_400];

describe.each(databases())('R28: a month by hand, on %s', (kind) => {
  let w: World;
  let reports: ReturnType<typeof folding>;

  const setHours = async (department: string, hours: WeeklyHours, holidays: readonly string[]) => {
    const id = w.engine.company().departments.find(({ key }) => key === department)?.id ?? '';
    const changed = [id, JSON.stringify(hours), JSON.stringify(holidays)];
    await w.db.query(
      `update department set time_zone = 'Europe/Berlin', hours = $2::text::jsonb, holidays = $3::text::jsonb where id = $1::text::uuid`,
      changed,
    );
    await dateHours(w.db, [id], w.clock.at);
    await w.engine.reload();
  };
  const says = async (wall: string, contact: string) => {
    w.clock.at = at(wall);
    return conversationOf(await w.contact(contact).says('hello'));
  };
  const does = async (wall: string, name: string, conversation: ConversationId, command: Command) => {
    w.clock.at = at(wall);
    const outcome = await w.does(name, conversation, command);
    expect([wall, outcome]).toMatchObject([wall, { type: 'accepted' }]);
    return conversationOf(outcome);
  };
  const replies = (wall: string, name: string, conversation: ConversationId) =>
    does(wall, name, conversation, { type: 'reply', text: 'Yes' });
  const resolves = (wall: string, name: string, conversation: ConversationId) => does(wall, name, conversation, { type: 'resolve' });
  const lapses = async (wall: string, conversation: ConversationId) => {
    w.clock.at = at(wall);
    const due = (await dueTimers(w.db, w.clock.at, 100)).filter((each) => each.conversation === conversation);
    for (const each of due) await w.engine.submit({ type: 'timer-due', ...each });
  };

  beforeAll(async () => {
    w = await world(kind, {
      specialists: [{ name: 'Anna' }, { name: 'Boris' }, { name: 'Fedor', department: 'finance' }, { name: 'Sonya', department: 'sales' }],
      clients: [
        ...['K1', 'K3', 'K4', 'K5', 'K7'].map((name) => ({ name, owner: { client: 'Anna' } })),
        { name: 'K2', owner: { client: 'Boris' } },
        { name: 'K6', owner: { client: 'Anna' }, roles: { K6: 'accountant' } },
      ],
    });
    reports = folding(w);
    w.clock.at = at('02 10:01');
    await setHours('client', weekdays(9, 18), ['2026-03-09']);
    await setHours('finance', dayAndNight, []);

    // A promise, and a reopening on the next day.
    const first = await says('03 10:00', 'K1');
    await replies('03 10:03', 'Anna', first);
    await says('03 10:10', 'K1');
    await does('03 10:15', 'Anna', first, { type: 'promise', until: at('03 15:00') });
    await replies('03 14:50', 'Anna', first);
    await resolves('03 15:00', 'Anna', first);
    await reports.fold();
    const younger = await says('04 09:30', 'K1');
    await does('04 09:32', 'Anna', younger, { type: 'same-matter' });
    await replies('04 09:40', 'Anna', first);
    await resolves('04 10:00', 'Anna', first);

    // Boris is late, and Anna takes over.
    const late = await says('05 11:00', 'K2');
    await lapses('05 11:04', late);
    await replies('05 11:06', 'Anna', late);
    await resolves('05 11:10', 'Anna', late);

    // Over a weekend and a holiday.
    const weekend = await says('06 17:58', 'K3');
    await replies('10 09:01', 'Anna', weekend);

    // Handed on to sales.
    const handed = await says('11 10:00', 'K4');
    await does('11 10:02', 'Anna', handed, { type: 'transfer', department: 'sales', reason: 'a price' });
    await reports.fold();
    await replies('11 10:05', 'Sonya', handed);
    await resolves('11 10:20', 'Sonya', handed);

    // Finance beside.
    const matter = await says('12 14:00', 'K5');
    await replies('12 14:02', 'Anna', matter);
    await does('12 14:03', 'Anna', matter, { type: 'beside', track: 'finance', reason: 'an invoice' });
    const [beside] = await w.db.query<{ id: ConversationId }>(`select id from conversation where topic = 'finance'`);
    const money = beside?.id ?? matter;
    await replies('12 14:05', 'Fedor', money);
    expect(await says('12 14:08', 'K5')).toBe(money);
    await replies('12 14:11', 'Fedor', money);
    await resolves('12 14:30', 'Fedor', money);
    await resolves('12 14:40', 'Anna', matter);

    // The hours change over a weekend.
    const hours = await says('13 17:59', 'K7');
    w.clock.at = at('14 12:00');
    await setHours('client', weekdays(10, 18), ['2026-03-09']);
    await replies('16 10:01', 'Anna', hours);

    // The night in which the clock jumps from two to three.
    const night = await says('29 01:30', 'K6');
    await lapses('29 01:34', night);
    await replies('29 03:30', 'Fedor', night);
    w.clock.at = at('31 12:00');
    await reports.fold();
  });
  afterAll(() => w.close());

  const asked = (question: Partial<Question> = {}): Question => ({
    ...{ from: '2026-03-01', until: '2026-03-31', filter: {}, by: [], origins: ['live'], sight: { type: 'all' } },
    ...question,
  });
  const total = async (report: Report) => (await report.answer(reports.at(), asked())).total;
  const near = async (expected: Readonly<Record<string, number>>) => {
    const found = await total(response);
    for (const [key, value] of Object.entries(expected)) {
      const isSeconds = key.endsWith('Seconds');
      expect([key, Math.abs(Number(found[key]) - value) <= (isSeconds ? 0.03 * value : 0), found[key]]).toEqual([key, true, found[key]]);
    }
  };

  it('first answers: eight, of which six in time', async () => {
    const working = [
      3 * minute, // K1: 10:00 to 10:03
      6 * minute, // K2: 11:00 to 11:06, late
      2 * minute + 1 * minute, // K3: Friday from 17:58 to 18:00, Monday is free, Tuesday from 9:00 to 9:01
      2 * minute + 3 * minute, // K4: two minutes of the client department, three of sales
      2 * minute, // K5: 14:00 to 14:02
      2 * minute, // K5’s invoice: finance owes a word from 14:03, when Anna asked for it, to 14:05
      1 * hour, // K6: from 1:30 to 3:30 by the wall, without the hour that was not; late
      1 * minute + 1 * minute, // K7: Friday from 17:59 to 18:00, Monday from 10:00, not 9:00, to 10:01
    ].toSorted((a, b) => a - b);
    expect(working).toEqual([120, 120, 120, 180, 180, 300, 360, 3600]);
    const calendar = [
      3 * minute,
      6 * minute,
      3 * day + 15 * hour + 3 * minute, // Friday 17:58 to Tuesday 9:01
      5 * minute,
      2 * minute,
      2 * minute, // the invoice
      1 * hour,
      2 * day + 16 * hour + 2 * minute, // Friday 17:59 to Monday 10:01
    ].toSorted((a, b) => a - b);
    expect(calendar).toEqual([120, 120, 180, 300, 360, 3600, 230_520, 313_380]);
    await near({
      'firstResponse.n': 8,
      'firstResponse.unanswered': 0,
      'firstResponse.within': 6 / 8,
      'firstResponse.medianSeconds': 180, // the fourth of eight
      'firstResponse.p90Seconds': 3600, // 7.2: the eighth
      'firstResponse.calendar.medianSeconds': 300,
      'firstResponse.calendar.p90Seconds': 313_380,
    });
    const { rows } = await response.answer(reports.at(), asked({ by: ['specialist'] }));
    const n = Object.fromEntries(rows.map(({ by, values }) => [by['specialist'], values['firstResponse.n']]));
    // Anna: K1, K2 whom she took over, K3, K5, K7. Sonya: K4. Fedor: the invoice, K6. Boris: none.
    expect(['Anna', 'Sonya', 'Fedor', 'Boris'].map((name) => n[w.specialist(name)] ?? 0)).toEqual([5, 1, 2, 0]);
  });

  it('later answers: three, all in time, one of them as promised', async () => {
    // K1: 10:10 to 14:50 are 4 h 40; on the next day 9:30 to 9:40. The invoice: 14:08 to 14:11.
    expect([4 * hour + 40 * minute, 10 * minute, 3 * minute]).toEqual([16_800, 600, 180]);
    await near({
      'nextResponse.n': 3,
      'nextResponse.within': 1,
      'nextResponse.medianSeconds': 600, // the second of three
      'nextResponse.p90Seconds': 16_800, // 2.7: the third
      'nextResponse.waived': 0,
      'nextResponse.unanswered': 0,
    });
  });

  it('resolutions: five, the reopened one once, by its last resolve', async () => {
    // K1: ours for 3 min, 4 h 40 and 10 min, of a whole day. K2: 6 of 10 min. K4: 5 of 20. The invoice: 2 and 3 of 27. K5: 2 of 40.
    const ours = [17_580, 360, 300, 300, 120];
    const theirs = [day - 17_580, 4 * minute, 15 * minute, 22 * minute, 38 * minute];
    expect(theirs.toSorted((a, b) => a - b)).toEqual([240, 900, 1320, 2280, 68_820]);
    await near({
      'resolution.n': ours.length,
      'resolution.calendar.medianSeconds': 300, // the third of five
      'resolution.calendar.p90Seconds': 17_580, // 4.5: the fifth
      // All of it was in working time.
      'resolution.medianSeconds': 300,
      'resolution.p90Seconds': 17_580,
      'resolution.waitedForClient.medianSeconds': 1320,
      'reopened.n': 1,
    });
    const { rows } = await response.answer(reports.at(), asked({ by: ['day'] }));
    const days = rows.flatMap(({ by, values }) => (values['resolution.n'] === 0 ? [] : [[by['day'], values['resolution.n']]]));
    expect(days).toEqual([
      ['2026-03-04', 1],
      ['2026-03-05', 1],
      ['2026-03-11', 1],
      ['2026-03-12', 2],
    ]);
  });

  it('nine were opened, one was handed on by Anna, two deadlines passed: of Boris and of Fedor', async () => {
    expect(await total(assignments)).toMatchObject({ 'opened.n': 9, 'transfers.n': 1, 'reopened.n': 1 });
    const handedOn = await assignments.answer(reports.at(), asked({ by: ['department', 'specialist'] }));
    expect(handedOn.rows.filter(({ values }) => values['transfers.n'] === 1).map(({ by }) => by)).toEqual([
      { department: 'client', specialist: w.specialist('Anna') },
    ]);
    const late = await violations.answer(reports.at(), asked({ by: ['day', 'specialist'] }));
    expect(late.total).toMatchObject({ 'violations.n': 2, 'violations.first': 2, 'violations.excused': 0 });
    expect(late.rows.map(({ by }) => by)).toEqual([
      { day: '2026-03-05', specialist: w.specialist('Boris') },
      { day: '2026-03-29', specialist: w.specialist('Fedor') },
    ]);
  });

  it('is what a recount comes to, too', async () => {
    expect((await factsAgree(w)).length).toBeGreaterThan(0);
  });
});
