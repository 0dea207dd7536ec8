import { describe, expect, it } from 'vitest';
import { ago, dayTitle, stamp, waitText } from '../../../../src/web/desk/kit/time.ts';
import { translateIn } from '../../../../src/web/desk/kit/words.ts';

const ru = translateIn('ru');
const en = translateIn('en');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
// local times on purpose: what counts is the viewer's calendar
const now = new Date(2026, 2, 12, 14, 30);
const before = (ms: number): Date => new Date(now.getTime() - ms);
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('how long a client waits', () => {
  it.each([
    [0, '0:00', '0:00'],
    [7_400, '0:07', '0:07'],
    [4 * minute + 7_000, '4:07', '4:07'],
    [59 * minute + 59_999, '59:59', '59:59'],
    [hour + 5 * minute, '1 ч 05 мин', '1h 05m'],
    [2 * day + 4 * hour, '2 д 4 ч', '2d 4h'],
  ])('%i ms', (ms, inRussian, inEnglish) => {
    expect(waitText(ru, ms)).toBe(inRussian);
    expect(waitText(en, ms)).toBe(inEnglish);
  });

  it('is nothing yet when the clock here is behind', () => {
    expect(waitText(en, -5_000)).toBe('0:00');
  });
});

describe('how long ago', () => {
  it.each([
    [20_000, 'только что', 'just now'],
    [minute, '1 минуту назад', '1 minute ago'],
    [3 * minute, '3 минуты назад', '3 minutes ago'],
    [25 * minute, '25 минут назад', '25 minutes ago'],
    [2 * hour, '2 часа назад', '2 hours ago'],
    [day, 'вчера', 'yesterday'],
    [5 * day, '5 дней назад', '5 days ago'],
  ])('%i ms', (ms, inRussian, inEnglish) => {
    expect(plain(ago(ru, 'ru', before(ms), now))).toBe(inRussian);
    expect(plain(ago(en, 'en', before(ms), now))).toBe(inEnglish);
  });

  it('names the day when it is long ago', () => {
    expect(ago(en, 'en', new Date(2025, 0, 3), now)).toBe('January 3, 2025');
  });
});

describe('days', () => {
  it('go by the calendar, not by 24 hours', () => {
    const late = new Date(2026, 2, 11, 23, 59);
    const early = new Date(2026, 2, 12, 0, 1);
    expect(dayTitle(ru, 'ru', late, early)).toBe('Вчера');
    expect(dayTitle(en, 'en', early, now)).toBe('Today');
  });

  it('carry the year only when it is another', () => {
    expect(dayTitle(en, 'en', new Date(2026, 0, 5), now)).toBe('Mon, January 5');
    expect(dayTitle(en, 'en', new Date(2024, 0, 5), now)).toContain('2024');
  });

  it('show the clock in a row today and the day otherwise', () => {
    expect(stamp(ru, 'ru', new Date(2026, 2, 12, 9, 5), now)).toMatch(/^0?9:05$/);
    expect(stamp(ru, 'ru', new Date(2026, 2, 11, 9, 5), now)).toBe('Вчера');
    expect(stamp(en, 'en', new Date(2026, 0, 5), now)).toBe('Jan 5');
  });
});
