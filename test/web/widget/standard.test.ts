import { describe, expect, test } from 'vitest';
import { standardOf } from '../../../src/web/widget/view/standard.ts';
import { open } from './desk.ts';

const now = new Date(2026, 2, 3, 20, 0).getTime();
const desk = (minutes: number) => ({ ...open.desk, standard: { minutes } });
const closedUntil = (...when: [number, number, number, number]) => ({
  ...desk(4),
  openNow: false,
  opensAt: new Date(...when).toISOString(),
});
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('the posted standard', () => {
  test.each([
    [1, 'Обычно отвечаем за 1 минуту', 'Usually answers within 1 minute'],
    [4, 'Обычно отвечаем за 4 минуты', 'Usually answers within 4 minutes'],
    [15, 'Обычно отвечаем за 15 минут', 'Usually answers within 15 minutes'],
    [120, 'Обычно отвечаем за 2 часа', 'Usually answers within 2 hours'],
  ])('of %i minutes is worded', (minutes, ru, en) => {
    expect([plain(standardOf(desk(minutes), now, 'ru')), standardOf(desk(minutes), now, 'en')]).toEqual([ru, en]);
  });

  test('says when somebody will be there, by the viewer’s clock', () => {
    expect(plain(standardOf(closedUntil(2026, 2, 3, 21), now, 'ru'))).toBe('Будем на связи сегодня с 21:00');
    expect(plain(standardOf(closedUntil(2026, 2, 4, 9), now, 'ru'))).toBe('Будем на связи завтра с 9:00');
    expect(plain(standardOf(closedUntil(2026, 2, 4, 9), now, 'en'))).toBe('We are here tomorrow from 9:00 AM');
    expect(plain(standardOf(closedUntil(2026, 2, 9, 9), now, 'ru'))).toBe('Будем на связи в понедельник с 9:00');
    expect(plain(standardOf(closedUntil(2026, 2, 20, 9), now, 'ru'))).toBe('Будем на связи 20 марта с 9:00');
    expect(standardOf({ ...desk(4), openNow: false, opensAt: null }, now, 'en')).toContain('away');
  });
});
