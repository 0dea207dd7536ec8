import { describe, expect, test } from 'vitest';
import { t, widgetTexts } from '../../../src/texts/widget.ts';
import { dayName } from '../../../src/web/widget/view/day-name.ts';
import { colourOf, initials } from '../../../src/web/widget/view/initials.ts';
import { noon } from './messages.ts';

describe('the widget’s words', () => {
  test.each([
    [1, '1 новое сообщение'],
    [3, '3 новых сообщения'],
    [5, '5 новых сообщений'],
    [21, '21 новое сообщение'],
  ])('count in Russian: %i', (count, expected) => {
    expect(t('ru', 'fresh', { count })).toBe(expected);
  });

  test('are there in both languages and say something', () => {
    const some = { time: '9:00', weekday: '2', day: 'X', value: 'X', percent: 2, size: 2, emoji: 'X', score: 2 };
    const everything = { count: 2, over: 2, name: 'X', minutes: 2, hours: 2, ...some };
    expect(Object.keys(widgetTexts.ru)).toEqual(Object.keys(widgetTexts.en));
    for (const key of Object.keys(widgetTexts.en) as (keyof typeof widgetTexts.en)[]) {
      for (const language of ['ru', 'en'] as const) expect(t(language, key, everything)).not.toBe('');
    }
  });

  test('name days as people do', () => {
    const day = 86_400_000;
    expect(dayName(noon, noon, 'en')).toBe('Today');
    expect(dayName(noon - day, noon, 'ru')).toBe('Вчера');
    expect(dayName(noon - 40 * day, noon, 'en')).toMatch(/^January \d+$/);
    expect(dayName(noon - 400 * day, noon, 'ru')).toContain('2025');
  });

  test('make initials of any name', () => {
    expect(['Анна Серова', 'Mary Ann Smith', 'plato', '𝒳 y', '(?)'].map(initials)).toEqual(['АС', 'MS', 'P', '𝒳Y', '']);
    expect(colourOf('Анна Серова', 6)).toBe(colourOf('Анна Серова', 6));
  });
});
