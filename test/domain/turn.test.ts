import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { defaultPolicy } from '../../flows/policy.ts';
import { type Schedule, type Shift, weekdays, workingTime } from '../../src/domain/hours.ts';
import { breachAt, holdDue } from '../../src/domain/turn.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const at = (text: string) => new Date(text);

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Europe/Moscow', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu');
/** one or two shifts a day, some of them over midnight */
const shifts: fc.Arbitrary<Shift[]> = fc.oneof(
  fc.constant([[540, 1080]] as Shift[]),
  fc.constant([
    [540, 780],
    [840, 1080],
  ] as Shift[]),
  fc.constant([[1200, 1680]] as Shift[]),
  fc.tuple(fc.integer({ min: 0, max: 1380 }), fc.integer({ min: 1, max: 600 })).map(([from, long]): Shift[] => [[from, from + long]]),
);
const schedules: fc.Arbitrary<Schedule> = fc.record({
  timeZone: zones,
  hours: fc.oneof(
    fc.constant(null),
    fc.tuple(fc.subarray([...weekdays], { minLength: 1 }), shifts).map(([on, each]) => Object.fromEntries(on.map((one) => [one, each]))),
  ),
  holidays: fc.subarray(['2026-03-08', '2026-03-29', '2026-10-25', '2026-05-01', '2026-05-02']),
});
const moments = fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z'), noInvalidDate: true });
const kinds = fc.constantFrom('first' as const, 'later' as const);

describe('whatever the schedule', () => {
  it('a deadline lies in working time, at most on its closing minute, with as much of it before as the policy says', () => {
    fc.assert(
      fc.property(schedules, moments, kinds, (schedule, from, kind) => {
        const working = workingTime(schedule);
        const { due, byCalendar } = holdDue(defaultPolicy, { kind, department: 'client', from: from.getTime() }, working);
        expect(byCalendar).toBe(false);
        expect(working.isOpen(due) || working.isOpen(new Date(due.getTime() - 1))).toBe(true);
        expect(working.minutesBetween(from, due)).toBeCloseTo(kind === 'first' ? 4 : 30, 6);
      }),
      { numRuns: 300 },
    );
  });

  it('it never lapses before it is due, or while nobody works, and always when somebody does', () => {
    fc.assert(
      fc.property(schedules, moments, fc.integer({ min: -3 * day, max: 3 * day }), (schedule, due, later) => {
        const working = workingTime(schedule);
        const now = new Date(due.getTime() + later);
        const found = breachAt(due, now, working);
        expect(found.type === 'lapses').toBe(now >= due && working.isOpen(now));
        if (found.type === 'waits') {
          expect(found.until > now).toBe(true);
          if (now >= due) expect(breachAt(due, found.until, working)).toEqual({ type: 'lapses' });
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('four working minutes', () => {
  const nineToSix = Object.fromEntries(weekdays.slice(0, 5).map((each) => [each, [[540, 1080]] as Shift[]]));
  const berlin = { timeZone: 'Europe/Berlin', hours: nineToSix, holidays: [] as string[] };
  const due = (schedule: Schedule, from: string) =>
    holdDue(defaultPolicy, { kind: 'first', department: 'client', from: at(from).getTime() }, workingTime(schedule)).due.toISOString();

  test('go on in the morning when the day ends', () => {
    expect(due(berlin, '2026-03-03T16:58:00Z')).toBe('2026-03-04T08:02:00.000Z');
  });

  test('pass over the weekend, and over a holiday', () => {
    expect(due(berlin, '2026-03-06T18:00:00Z')).toBe('2026-03-09T08:04:00.000Z');
    expect(due({ ...berlin, holidays: ['2026-03-09'] }, '2026-03-06T18:00:00Z')).toBe('2026-03-10T08:04:00.000Z');
  });

  test('begin an hour earlier by world time once summer time is there', () => {
    expect(due(berlin, '2026-03-27T18:00:00Z')).toBe('2026-03-30T07:04:00.000Z');
    expect(due(berlin, '2026-10-23T18:00:00Z')).toBe('2026-10-26T08:04:00.000Z');
  });

  test('run through midnight with the shift, also where the clock jumps in it', () => {
    const nights: Schedule = { ...berlin, hours: { sat: [[1320, 1800]] } };
    expect(due(nights, '2026-03-28T22:58:00Z')).toBe('2026-03-28T23:02:00.000Z');
    expect(due(nights, '2026-03-29T00:58:00Z')).toBe('2026-03-29T01:02:00.000Z');
  });

  test('are those of the department that holds the turn: two zones, two deadlines', () => {
    const from = '2026-03-03T05:30:00Z';
    expect(due(berlin, from)).toBe('2026-03-03T08:04:00.000Z');
    expect(due({ ...berlin, timeZone: 'Asia/Yekaterinburg' }, from)).toBe('2026-03-03T05:34:00.000Z');
  });

  test('are reckoned by the calendar where nobody works for a year', () => {
    const never = workingTime({ ...berlin, hours: {} });
    const found = holdDue(defaultPolicy, { kind: 'first', department: 'client', from: at('2026-03-03T10:00:00Z').getTime() }, never);
    expect(found).toEqual({ due: at('2026-03-03T10:04:00Z'), byCalendar: true });
    expect(breachAt(found.due, found.due, never)).toEqual({ type: 'lapses' });
  });

  test('are four more when the clock is set back, and no lapse comes of it', () => {
    const working = workingTime(berlin);
    const set = at('2026-03-03T10:04:00Z');
    expect(breachAt(set, at('2026-03-03T09:10:00Z'), working)).toEqual({ type: 'waits', until: set });
  });
});
