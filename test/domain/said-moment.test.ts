import process from 'node:process';
import { afterEach, describe, expect, it } from 'vitest';
import { isSaidMoment, saidMoment } from '../../src/domain/said-moment.ts';
import { calendarIn } from '../support/calendar-in.ts';

const ownZone = process.env['TZ'];
const read = (zone: string) => (text: string) => saidMoment(text, calendarIn(zone))?.toISOString() ?? null;

describe('a time that somebody says', () => {
  afterEach(() => {
    if (ownZone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = ownZone;
  });

  it.each(['Asia/Tokyo', 'America/New_York', 'UTC'])('without a zone is of the company’s, on a server in %s', (zone) => {
    process.env['TZ'] = zone;
    expect(new Date('2026-03-31T23:30').getTimezoneOffset()).toBe({ 'Asia/Tokyo': -540, 'America/New_York': 240 }[zone] ?? 0);
    expect(['2026-03-31 23:30', '2026-03-31T23:30:15.5', '2026-03-31', '2026-04-01 9:05'].map(read('Europe/Moscow'))).toEqual([
      '2026-03-31T20:30:00.000Z',
      '2026-03-31T20:30:15.500Z',
      '2026-03-30T21:00:00.000Z',
      '2026-04-01T06:05:00.000Z',
    ]);
    expect(['2026-03-31T23:30Z', '2026-03-31 23:30+0530'].map(read('Europe/Moscow'))).toEqual([
      '2026-03-31T23:30:00.000Z',
      '2026-03-31T18:00:00.000Z',
    ]);
  });

  it('is the first of two where clocks are turned back, and none where they jump over it', () => {
    expect(['2026-10-25 02:30', '2026-03-29 02:30', '2026-03-29 03:00'].map(read('Europe/Berlin'))).toEqual([
      '2026-10-25T00:30:00.000Z',
      null,
      '2026-03-29T01:00:00.000Z',
    ]);
    expect([read('Pacific/Apia')('2011-12-30'), read('Africa/Cairo')('2026-04-24')]).toEqual([null, '2026-04-23T22:00:00.000Z']);
  });

  it('is refused when it is none', () => {
    const none = [
      '',
      '2026-02-30',
      '2026-03-31 24:00',
      '2026-03-31 12:60',
      '31.03.2026',
      '2026-03-31T',
      '2026-03-31Z',
      '1800-01-01',
      'now',
    ];
    expect(none.filter(isSaidMoment)).toEqual([]);
    expect(['2026-03-31', '2026-03-31T23:59:59.999+14:00'].filter(isSaidMoment)).toHaveLength(2);
  });
});
