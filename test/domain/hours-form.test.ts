import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type WeeklyHours, weekdays } from '../../src/domain/hours.ts';
import { formOf, parseHours } from '../../src/domain/hours-form.ts';

describe('hours as people write them', () => {
  it('name rows of days, shifts split by a lunch, nights', () => {
    const { hours, mistakes } = parseHours({
      'mon-tue': ['14:00-18:00', '9:00 – 13:00'],
      'sat-sun': ['22:00-06:00'],
      fri: ['00:00-24:00'],
    });
    const day = [
      [540, 780],
      [840, 1080],
    ];
    expect(mistakes).toEqual([]);
    expect(hours).toEqual({ mon: day, tue: day, fri: [[0, 1440]], sat: [[1320, 1800]], sun: [[1320, 1800]] });
  });

  it.each([
    [{ monday: ['09:00-18:00'] }, [{ type: 'unknown-day', key: 'monday' }]],
    [{ 'mon-mon': [] }, [{ type: 'unknown-day', key: 'mon-mon' }]],
    [{ mon: ['9-18', '25:00-26:00', '10:60-11:00', '09:00-09:00'] }, ['9-18', '25:00-26:00', '10:60-11:00', '09:00-09:00']],
    [{ 'mon-wed': ['09:00-10:00'], tue: ['11:00-12:00'] }, [{ type: 'day-twice', key: 'tue', day: 'tue' }]],
    [{ mon: ['09:00-12:00', '11:00-13:00'] }, [{ type: 'overlap', key: 'mon', day: 'mon' }]],
    [{ sun: ['22:00-07:00'], mon: ['06:00-08:00'] }, [{ type: 'overlap', key: 'sun', day: 'sun' }]],
  ])('%j is refused with the place of each mistake', (form, expected) => {
    const wanted = expected.map((each, index) => (typeof each === 'string' ? { type: 'bad-shift', key: 'mon', index, shift: each } : each));
    expect(parseHours(form as unknown as Record<string, string[]>).mistakes).toEqual(wanted);
  });

  it('are written back shortly', () => {
    const form = { 'mon-wed': ['09:00-13:00', '14:00-18:00'], fri: ['22:00-06:00'], 'sat-sun': ['00:00-24:00'] };
    expect(formOf(parseHours(form).hours)).toEqual({
      'mon-wed': ['09:00-13:00', '14:00-18:00'],
      fri: ['22:00-06:00'],
      'sat-sun': ['00:00-24:00'],
    });
  });

  it('come back the same', () => {
    const shift = fc.tuple(fc.nat(1439), fc.integer({ min: 1, max: 1439 })).map(([from, long]) => [from, from + long] as const);
    const week = fc.dictionary(fc.constantFrom(...weekdays), fc.tuple(shift), { noNullPrototype: true }) as fc.Arbitrary<WeeklyHours>;
    fc.assert(
      fc.property(week, (hours) => {
        expect(parseHours(formOf(hours)).hours).toEqual(hours);
      }),
    );
  });
});
