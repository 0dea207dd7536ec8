import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../src/domain/calendar.ts';
import { workingTime } from '../../src/domain/hours.ts';
import { needsOf, type SummaryFacts } from '../../src/domain/summary.ts';
import { lookedBackAt, summariesDue, usualWish } from '../../src/domain/summary-time.ts';

const nothing: SummaryFacts = {
  late: 0,
  people: [],
  queues: [],
  channels: [],
  uncovered: [],
  promisesBroken: 0,
  promisesToday: 0,
  overdueLong: 0,
  handedOver: 0,
  meetingsUnsaid: 0,
};
const at = new Date('2026-03-02T14:00:00Z');

describe('the three things that need a head', () => {
  it('are none where there is nothing', () => {
    expect(needsOf(nothing)).toEqual([]);
    expect(needsOf({ ...nothing, people: [{ name: 'Irina', presence: 'available', backAt: null, waiting: 5 }] })).toEqual([]);
    expect(needsOf({ ...nothing, queues: [{ department: 'client', count: 0 }] })).toEqual([]);
  });

  it('name whoever is away while clients wait for them, and until when', () => {
    const people = [
      { name: 'Pavel', presence: 'absent', backAt: null, waiting: 1 },
      { name: 'Irina', presence: 'away', backAt: at, waiting: 2 },
      { name: 'Olga', presence: 'off', backAt: null, waiting: 0 },
    ] as const;
    expect(needsOf({ ...nothing, people })).toEqual([
      { type: 'waits-for', name: 'Irina', presence: 'away', backAt: at, count: 2 },
      { type: 'waits-for', name: 'Pavel', presence: 'absent', backAt: null, count: 1 },
    ]);
  });

  it('are what keeps clients waiting now before what was not done, and never more than three', () => {
    const all = needsOf({
      ...nothing,
      late: 2,
      channels: [{ channel: 'telegram', since: at }],
      queues: [{ department: 'client', count: 4 }],
      promisesBroken: 3,
      overdueLong: 1,
    });
    expect(all.map(({ type }) => type)).toEqual(['channel-down', 'late', 'queue']);
    expect(needsOf({ ...nothing, promisesBroken: 3, overdueLong: 1, handedOver: 2, promisesToday: 9 }).map(({ type }) => type)).toEqual([
      'promises-broken',
      'overdue',
      'handed-over',
    ]);
  });
});

describe('when a summary is due', () => {
  const calendar = calendarOf([{ from: new Date(0), zone: 'Europe/Moscow' }]);
  const shift = [[540, 1080]] as const;
  const hours = { mon: shift, tue: shift, wed: shift, thu: shift, fri: shift };
  const time = { calendar, workingTime: workingTime({ timeZone: 'Europe/Moscow', hours, holidays: ['2026-03-09'] }) };
  const due = (moment: string, wish = usualWish) => summariesDue(time, wish, new Date(moment)).map(({ kind, day }) => `${kind} ${day}`);

  it('is once the department has opened, the week’s on its first working day', () => {
    expect(due('2026-03-02T05:59:00Z')).toEqual([]);
    expect(due('2026-03-02T06:00:00Z')).toEqual(['weekly 2026-03-02', 'daily 2026-03-02']);
    expect(due('2026-03-03T06:00:00Z')).toEqual(['daily 2026-03-03']);
    expect(due('2026-03-07T08:00:00Z')).toEqual([]);
  });

  it('passes over a holiday', () => {
    expect(due('2026-03-09T07:00:00Z')).toEqual([]);
    expect(due('2026-03-10T07:00:00Z')).toEqual(['weekly 2026-03-10', 'daily 2026-03-10']);
  });

  it('is at the hour that was chosen, and not what was not wished for', () => {
    expect(due('2026-03-03T06:30:00Z', { ...usualWish, hour: 10 })).toEqual([]);
    expect(due('2026-03-03T07:00:00Z', { ...usualWish, hour: 10 })).toEqual(['daily 2026-03-03']);
    expect(due('2026-03-02T07:00:00Z', { ...usualWish, daily: false })).toEqual(['weekly 2026-03-02']);
    expect(due('2026-03-02T07:00:00Z', { daily: false, weekly: false, hour: null })).toEqual([]);
  });

  it('is not any more when the morning is long over', () => {
    expect(due('2026-03-03T11:59:00Z')).toEqual(['daily 2026-03-03']);
    expect(due('2026-03-03T12:01:00Z')).toEqual([]);
  });

  it('is nine o’clock where the department never closes', () => {
    const always = { calendar, workingTime: workingTime({ timeZone: 'Europe/Moscow', hours: null, holidays: [] }) };
    expect(summariesDue(always, { ...usualWish, weekly: false }, new Date('2026-03-03T05:59:00Z'))).toEqual([]);
    expect(summariesDue(always, { ...usualWish, weekly: false }, new Date('2026-03-03T06:00:00Z'))).toHaveLength(1);
  });

  it('looks back at the last working day and the one before it, or at whole weeks', () => {
    expect(lookedBackAt(time, 'daily', '2026-03-10')).toEqual({
      last: { from: '2026-03-06', until: '2026-03-06' },
      before: { from: '2026-03-05', until: '2026-03-05' },
    });
    expect(lookedBackAt(time, 'weekly', '2026-03-10')).toEqual({
      last: { from: '2026-03-02', until: '2026-03-08' },
      before: { from: '2026-02-23', until: '2026-03-01' },
    });
  });
});
