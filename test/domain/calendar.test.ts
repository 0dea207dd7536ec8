import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf, type ZoneSince } from '../../src/domain/calendar.ts';
import { companyCalendar } from '../../src/domain/company-zone.ts';
import { daysAfter, daysOf, isDay, monthsAfterDay, periodOf, units } from '../../src/domain/day.ts';

const at = (text: string) => new Date(text);
const iso = (date: Date | null) => date?.toISOString() ?? null;
const fixed = (zone: string) => calendarOf([{ from: at('2020-01-01T00:00:00Z'), zone }]);

const zones = [
  ...['Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Tokyo', 'Asia/Kathmandu', 'Australia/Lord_Howe'],
  ...['Pacific/Kiritimati', 'Pacific/Apia', 'Etc/GMT+12', 'Africa/Cairo', 'UTC'],
];
const zone = fc.constantFrom(...zones);
const moment = fc.date({ min: at('2000-01-01T00:00:00Z'), max: at('2036-01-01T00:00:00Z'), noInvalidDate: true });
const history = fc
  .tuple(zone, fc.array(fc.record({ from: moment, zone }), { maxLength: 5 }))
  .map(([first, later]): [ZoneSince, ...ZoneSince[]] => [
    { from: at('2000-01-01T00:00:00Z'), zone: first },
    ...later.toSorted((a, b) => a.from.getTime() - b.from.getTime()),
  ]);

describe('days of the calendar', () => {
  it('have a week from Monday on, which is of the year of its Thursday', () => {
    expect(['2026-01-01', '2025-12-29', '2027-01-01', '2027-01-04', '2024-12-30'].map((day) => periodOf('week', day))).toEqual([
      '2026-W01',
      '2026-W01',
      '2026-W53',
      '2027-W01',
      '2025-W01',
    ]);
    expect(daysOf('2026-W53')).toEqual({ first: '2026-12-28', last: '2027-01-03' });
  });

  it('have months and quarters of whole days', () => {
    expect(periodOf('quarter', '2026-06-30')).toBe('2026-Q2');
    expect(daysOf('2028-02')).toEqual({ first: '2028-02-01', last: '2028-02-29' });
    expect(daysOf('2026-Q4')).toEqual({ first: '2026-10-01', last: '2026-12-31' });
  });

  it('know no period that there is not', () => {
    const none = ['2025-W53', '2026-W00', '2026-13', '2026-00', '2026-Q5', '2026-3', '2026-W7', '2026-02-29', 'march', ''];
    expect(none.map(daysOf)).toEqual(none.map(() => null));
  });

  it('end with the last day of a shorter month', () => {
    expect([monthsAfterDay('2026-01-31', 1), monthsAfterDay('2028-01-31', 1), monthsAfterDay('2026-03-31', -13)]).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2025-02-28',
    ]);
    expect(['2026-02-29', '2026-2-1', '20260201'].map(isDay)).toEqual([false, false, false]);
  });

  it('lie in the period that is named after them, each in one', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...units), (date, unit) => {
        const day = date.toISOString().slice(0, 10);
        const { first, last } = daysOf(periodOf(unit, day)) ?? { first: '', last: '' };
        expect(first <= day && day <= last).toBe(true);
        expect(periodOf(unit, daysAfter(first, -1)) < periodOf(unit, first)).toBe(true);
        expect(periodOf(unit, daysAfter(last, 1)) > periodOf(unit, last)).toBe(true);
      }),
    );
  });
});

describe('the company’s calendar', () => {
  it('begins a month by the clock of its zone', () => {
    const { from, until } = fixed('Europe/Moscow').spanOf('2026-03');
    expect([iso(from), iso(until)]).toEqual(['2026-02-28T21:00:00.000Z', '2026-03-31T21:00:00.000Z']);
    expect(fixed('America/New_York').periodOf('month', at('2026-04-01T03:59:59Z'))).toBe('2026-03');
    expect(fixed('Asia/Tokyo').periodOf('month', at('2026-03-31T15:00:00Z'))).toBe('2026-04');
  });

  it('has days of 23 and 25 hours', () => {
    const hours = (day: string) => {
      const { from, until } = fixed('Europe/Berlin').spanOf(day);
      return (until.getTime() - from.getTime()) / 3_600_000;
    };
    expect(['2026-03-29', '2026-03-30', '2026-10-25'].map(hours)).toEqual([23, 24, 25]);
  });

  it('begins a day that has no midnight with its first moment, and a day that never was is empty', () => {
    expect(iso(fixed('Africa/Cairo').spanOf('2026-04-24').from)).toBe('2026-04-23T22:00:00.000Z');
    const { from, until } = fixed('Pacific/Apia').spanOf('2011-12-30');
    expect(until.getTime() - from.getTime()).toBe(0);
  });

  it('reads a clock on the wall: the first of two moments, and none of an hour that is jumped over', () => {
    const { momentOf } = fixed('Europe/Berlin');
    expect(iso(momentOf('2026-03-31T23:30'))).toBe('2026-03-31T21:30:00.000Z');
    expect(iso(momentOf('2026-10-25T02:30'))).toBe('2026-10-25T00:30:00.000Z');
    expect(momentOf('2026-03-29T02:30')).toBeNull();
  });

  it('counts months by the clock, to the last day of a shorter one', () => {
    const { monthsAfter } = fixed('Europe/Berlin');
    expect(iso(monthsAfter(at('2026-01-15T09:00:00Z'), 3))).toBe('2026-04-15T08:00:00.000Z');
    expect(iso(monthsAfter(at('2025-11-30T23:30:00Z'), 3))).toBe('2026-02-28T23:30:00.000Z');
    expect(iso(fixed('UTC').monthsAfter(at('2026-01-31T22:00:00Z'), 1))).toBe('2026-02-28T22:00:00.000Z');
  });

  it('keeps in its zone what was counted, and goes on in the new one from the next midnight there', () => {
    const moved = calendarOf([
      { from: at('2026-01-01T00:00:00Z'), zone: 'UTC' },
      { from: at('2026-03-10T12:00:00Z'), zone: 'Europe/Moscow' },
    ]);
    expect(iso(moved.spanOf('2026-03').from)).toBe('2026-03-01T00:00:00.000Z');
    expect(iso(moved.spanOf('2026-03').until)).toBe('2026-03-31T21:00:00.000Z');
    expect(iso(moved.spanOf('2026-03-10').until)).toBe('2026-03-10T21:00:00.000Z');
    expect(moved.zoneAt(at('2026-03-10T20:59:59Z'))).toBe('UTC');
    // the evening that the shorter day has no more
    expect(moved.momentOf('2026-03-10T22:30')).toBeNull();
  });

  it('takes no notice of a zone that was taken back before its first midnight', () => {
    const slip = calendarOf([
      { from: at('2026-01-01T00:00:00Z'), zone: 'Europe/Moscow' },
      { from: at('2026-03-10T09:00:00Z'), zone: 'Asia/Tokyo' },
      { from: at('2026-03-10T09:05:00Z'), zone: 'Europe/Moscow' },
    ]);
    expect([iso(slip.spanOf('2026-03-11').from), slip.zoneAt(at('2026-03-10T18:00:00Z'))]).toEqual([
      '2026-03-10T21:00:00.000Z',
      'Europe/Moscow',
    ]);
  });

  it('is that of the client department until the company has a zone of its own, and again when that is taken back', () => {
    const calendar = companyCalendar(
      [
        { from: at('2026-02-01T12:00:00Z'), zone: 'Europe/Berlin' },
        { from: at('2026-04-01T12:00:00Z'), zone: null },
      ],
      [
        { from: at('2026-01-01T12:00:00Z'), zone: 'Europe/Moscow' },
        { from: at('2026-03-01T12:00:00Z'), zone: 'Asia/Omsk' },
      ],
    );
    const zonesAt = ['2025-06-01', '2026-01-15', '2026-02-15', '2026-03-15', '2026-04-15'].map((day) => calendar.zoneAt(at(day)));
    expect(zonesAt).toEqual(['Europe/Moscow', 'Europe/Moscow', 'Europe/Berlin', 'Europe/Berlin', 'Asia/Omsk']);
    expect(companyCalendar([], []).zoneAt(at('2026-01-01'))).toBe('UTC');
  });

  it('has every moment in exactly one day, week, month and quarter, whatever zones it had', () => {
    fc.assert(
      fc.property(history, moment, fc.constantFrom(...units), (zonesSince, date, unit) => {
        const calendar = calendarOf(zonesSince);
        const period = calendar.periodOf(unit, date);
        const { from, until } = calendar.spanOf(period);
        expect(from <= date && date < until).toBe(true);
        const { first, last } = daysOf(period) ?? { first: '', last: '' };
        const before = periodOf(unit, daysAfter(first, -1));
        const after = periodOf(unit, daysAfter(last, 1));
        expect([calendar.spanOf(before).until, calendar.spanOf(after).from]).toEqual([from, until]);
      }),
    );
  });

  it('never goes back a day, and reads on the wall what it shows there', () => {
    fc.assert(
      fc.property(history, moment, fc.integer({ min: 0, max: 172_800_000 }), (zonesSince, date, ms) => {
        const calendar = calendarOf(zonesSince);
        expect(calendarOf(zonesSince).dayOf(date) <= calendar.dayOf(new Date(date.getTime() + ms))).toBe(true);
        const day = calendar.dayOf(date);
        const clock = new Intl.DateTimeFormat('sv-SE', {
          timeZone: calendar.zoneAt(date),
          ...({ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 } as const),
        }).format(date);
        const read = calendar.momentOf(`${day}T${clock.replace(',', '.')}`);
        expect(read !== null && read <= date && calendar.dayOf(read) === day).toBe(true);
      }),
    );
  });

  it('leaves what was before a new setting as it was', () => {
    fc.assert(
      fc.property(history, moment, zone, fc.integer({ min: -30, max: 30 }), (zonesSince, date, next, months) => {
        const last = zonesSince.at(-1)?.from ?? date;
        const changed = calendarOf([...zonesSince, { from: new Date(Math.max(last.getTime(), date.getTime()) + 1), zone: next }]);
        const calendar = calendarOf(zonesSince);
        expect(changed.dayOf(date)).toBe(calendar.dayOf(date));
        expect(changed.spanOf(changed.periodOf('month', date)).from).toEqual(calendar.spanOf(calendar.periodOf('month', date)).from);
        expect(changed.monthsAfter(date, months)).toEqual(calendar.monthsAfter(date, months));
      }),
    );
  });
});
