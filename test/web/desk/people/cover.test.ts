import { describe, expect, it } from 'vitest';
import { clockOf, gapsOf, hoursIn, mondayOf, plusDays, wallClock } from '../../../../src/web/desk/people/cover.ts';

const gaps = (...uncovered: readonly (readonly [string, string])[]) =>
  gapsOf({ department: 'client', timeZone: 'Europe/Moscow', uncovered: uncovered.map(([from, until]) => ({ from, until })) }, '2026-11-23');

describe('the week of cover', () => {
  it('begins on the Monday that was or is', () => {
    expect(['2026-11-23', '2026-11-25', '2026-11-29'].map(mondayOf)).toEqual(['2026-11-23', '2026-11-23', '2026-11-23']);
    expect(plusDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  it('shows empty hours by the department’s clock', () => {
    expect(gaps(['2026-11-23T06:00:00Z', '2026-11-23T07:30:00Z'])).toEqual([{ day: 0, from: 540, until: 630 }]);
  });

  it('cuts what runs over midnight, and counts it whole', () => {
    const found = gaps(['2026-11-24T19:00:00Z', '2026-11-25T02:00:00Z']);
    expect(found).toEqual([
      { day: 1, from: 1320, until: 1440 },
      { day: 2, from: 0, until: 300 },
    ]);
    expect(hoursIn(found)).toBe(7);
  });

  it('leaves out other weeks', () => {
    expect(gaps(['2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z'], ['2026-11-30T10:00:00Z', '2026-11-30T11:00:00Z'])).toEqual([]);
  });

  it('knows what a clock on the wall there shows', () => {
    expect(wallClock('Asia/Tokyo', new Date('2026-11-23T20:15:00Z'))).toEqual({ day: '2026-11-24', minutes: 315 });
    expect([0, 545, 1440].map(clockOf)).toEqual(['00:00', '09:05', '24:00']);
  });
});
