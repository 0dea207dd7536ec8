import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingMinutes,
  isOpen,
  isTimeZone,
  nextOpening,
  type Schedule,
  type Shift,
  type WeeklyHours,
  weekdays,
  workingMinutesBetween,
} from '../../src/domain/hours.ts';

const office: WeeklyHours = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [
    day,
    [
      [540, 780],
      [840, 1080],
    ],
  ]),
);
const nights: WeeklyHours = { fri: [[1320, 1800]], sat: [[1320, 1800]] };
const schedule = (hours: WeeklyHours | null, timeZone = 'Europe/Moscow', holidays: string[] = []): Schedule => ({
  timeZone,
  hours,
  holidays,
});
const at = (text: string) => new Date(text);

describe('working time', () => {
  it('is open from the first minute of a shift and closed from its last', () => {
    const open = (time: string) => isOpen(schedule(office), at(`2026-03-02T${time}+03:00`));
    expect(['08:59:59.999', '09:00', '12:59:59.999', '13:00', '14:00', '17:59', '18:00'].map(open)).toEqual([
      false,
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('goes on over midnight, and belongs to the day it began on', () => {
    const open = (time: string) => isOpen(schedule(nights), at(`${time}+03:00`));
    expect(['2026-03-06T21:59', '2026-03-07T05:59', '2026-03-07T06:00', '2026-03-08T05:59', '2026-03-09T01:00'].map(open)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('opens next after a weekend, a holiday, a lunch', () => {
    const holidays = ['2026-03-09'];
    const next = (time: string) => nextOpening(schedule(office, 'Europe/Moscow', holidays), at(`${time}+03:00`));
    expect(next('2026-03-06T18:00')).toEqual(at('2026-03-10T09:00+03:00'));
    expect(next('2026-03-06T13:30')).toEqual(at('2026-03-06T14:00+03:00'));
    expect(next('2026-03-06T10:10')).toEqual(at('2026-03-06T10:10+03:00'));
  });

  it('ends at midnight before a holiday, and does not begin on one', () => {
    const eve = schedule(nights, 'Europe/Moscow', ['2026-03-07']);
    expect(isOpen(eve, at('2026-03-06T23:59+03:00'))).toBe(true);
    expect(isOpen(eve, at('2026-03-07T00:00+03:00'))).toBe(false);
    expect(isOpen(eve, at('2026-03-08T01:00+03:00'))).toBe(false);
    expect(isOpen(schedule(null, 'UTC', ['2026-03-07']), at('2026-03-07T12:00Z'))).toBe(false);
    expect(nextOpening(schedule(null, 'UTC', ['2026-03-07']), at('2026-03-07T12:00Z'))).toEqual(at('2026-03-08T00:00Z'));
  });

  it('is counted in minutes of work only', () => {
    expect(addWorkingMinutes(schedule(office), at('2026-03-02T12:58+03:00'), 4)).toEqual(at('2026-03-02T14:02+03:00'));
    expect(addWorkingMinutes(schedule(office), at('2026-03-06T17:59+03:00'), 4)).toEqual(at('2026-03-09T09:03+03:00'));
    expect(addWorkingMinutes(schedule(office), at('2026-03-07T12:00+03:00'), 0)).toEqual(at('2026-03-09T09:00+03:00'));
    expect(workingMinutesBetween(schedule(office), at('2026-03-06T17:00+03:00'), at('2026-03-09T10:00+03:00'))).toBe(120);
    expect(workingMinutesBetween(schedule(office), at('2026-03-09T10:00+03:00'), at('2026-03-06T17:00+03:00'))).toBe(0);
  });

  it('is all of it round the clock', () => {
    expect(addWorkingMinutes(schedule(null), at('2026-03-07T23:58Z'), 4)).toEqual(at('2026-03-08T00:02Z'));
    const everyDay = schedule(Object.fromEntries(weekdays.map((day) => [day, [[0, 1440]]])));
    expect(addWorkingMinutes(everyDay, at('2026-03-07T23:58Z'), 14_400)).toEqual(at('2026-03-17T23:58Z'));
  });

  it('never comes when there is none', () => {
    for (const hours of [{}, { mon: [] }]) {
      expect(nextOpening(schedule(hours), at('2026-03-02T09:00Z'))).toBeNull();
      expect(addWorkingMinutes(schedule(hours), at('2026-03-02T09:00Z'), 1)).toBeNull();
      expect(workingMinutesBetween(schedule(hours), at('2026-03-02T09:00Z'), at('2036-03-02T09:00Z'))).toBe(0);
    }
    const days = Array.from({ length: 800 }, (_, day) => new Date(Date.UTC(2026, 2, 1 + day)).toISOString().slice(0, 10));
    expect(nextOpening(schedule(office, 'UTC', days), at('2026-03-02T09:00Z'))).toBeNull();
  });
});

describe('on days when the clock is changed', () => {
  const everyNight: WeeklyHours = { sun: [[60, 300]] };
  it.each([
    ['Europe/Berlin', '2026-03-29', 180],
    ['Europe/Berlin', '2026-10-25', 300],
    ['America/New_York', '2026-03-08', 180],
    ['America/New_York', '2026-11-01', 300],
    ['Australia/Lord_Howe', '2026-04-05', 270],
    ['Australia/Lord_Howe', '2026-10-04', 210],
    ['Europe/Moscow', '2026-03-29', 240],
  ])('01:00-05:00 in %s on %s is %i minutes', (timeZone, day, minutes) => {
    const zoned = schedule(everyNight, timeZone);
    const from = new Date(`${day}T00:00Z`).getTime() - 86_400_000;
    expect(workingMinutesBetween(zoned, new Date(from), new Date(from + 3 * 86_400_000))).toBe(minutes);
  });

  it('a shift that begins in the skipped hour begins when the clock has jumped', () => {
    const berlin = schedule({ sun: [[150, 360]] }, 'Europe/Berlin');
    expect(nextOpening(berlin, at('2026-03-28T12:00Z'))).toEqual(at('2026-03-29T01:00Z'));
    expect(nextOpening(schedule({ sun: [[120, 150]] }, 'Europe/Berlin'), at('2026-03-28T12:00Z'))).toEqual(at('2026-04-05T00:00Z'));
  });

  it('a day that begins at one o’clock, and a day that never was, are counted as they were', () => {
    const cairo = schedule({ fri: [[0, 1440]] }, 'Africa/Cairo');
    expect(workingMinutesBetween(cairo, at('2026-04-23T12:00Z'), at('2026-04-25T12:00Z'))).toBe(23 * 60);
    const samoa = schedule({ fri: [[540, 1020]], sat: [[540, 600]] }, 'Pacific/Apia');
    expect(workingMinutesBetween(samoa, at('2011-12-29T12:00Z'), at('2012-01-01T12:00Z'))).toBe(60);
  });
});

const zones = ['UTC', 'Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Kathmandu'];
const shifts = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 6 })
  .map((marks) => marks.toSorted((a, b) => a - b).map((mark) => mark * 15))
  .map((marks) => marks.flatMap((from, place): Shift[] => (place % 2 === 0 ? [[from, marks[place + 1] ?? from + 600]] : [])));
const anySchedule = fc.record({
  timeZone: fc.constantFrom(...zones),
  hours: fc.dictionary(fc.constantFrom(...weekdays), shifts, { minKeys: 1, noNullPrototype: true }) as fc.Arbitrary<WeeklyHours>,
  holidays: fc.array(
    fc.date({ min: at('2026-01-01'), max: at('2027-01-01'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
    { maxLength: 20 },
  ),
});
const moment = fc.date({ min: at('2026-01-01'), max: at('2026-12-31'), noInvalidDate: true });

describe('any schedule, at any time', () => {
  it('adds what it then measures, and never ends outside working time', () => {
    fc.assert(
      fc.property(anySchedule, moment, fc.integer({ min: 0, max: 3000 }), (each, from, minutes) => {
        const due = addWorkingMinutes(each, from, minutes);
        if (due === null) return nextOpening(each, from) === null;
        expect(workingMinutesBetween(each, from, due)).toBeCloseTo(minutes, 6);
        expect(isOpen(each, due) || isOpen(each, new Date(due.getTime() - 1))).toBe(true);
        return due >= from;
      }),
      { numRuns: 150 },
    );
  });

  it('has nothing open between now and the next opening', () => {
    fc.assert(
      fc.property(anySchedule, moment, (each, from) => {
        const next = nextOpening(each, from);
        if (next === null) return true;
        return isOpen(each, next) && workingMinutesBetween(each, from, next) === 0;
      }),
      { numRuns: 150 },
    );
  });

  it('measures a stretch as the sum of its parts', () => {
    fc.assert(
      fc.property(anySchedule, moment, fc.nat(20_000), fc.nat(20_000), (each, from, a, b) => {
        const [middle, end] = [new Date(from.getTime() + a * 60_000), new Date(from.getTime() + (a + b) * 60_000)];
        const parts = workingMinutesBetween(each, from, middle) + workingMinutesBetween(each, middle, end);
        expect(workingMinutesBetween(each, from, end)).toBeCloseTo(parts, 6);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a time zone', () => {
  it('is a place by its IANA name', () => {
    expect(['Europe/Moscow', 'UTC', 'Europe/Moskau', '+03:00', ''].map(isTimeZone)).toEqual([true, true, false, false, false]);
  });
});
