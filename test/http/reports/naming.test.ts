import { expect, it } from 'vitest';
import type { Company } from '../../../src/engine/company.ts';
import { codes, namesIn } from '../../../src/http/reports/naming.ts';
import { dimensions } from '../../../src/reports/report.ts';

const company = {
  departments: [{ key: 'client', name: { ru: 'Клиентский отдел', en: 'Client department' } }],
  people: new Map([['id', { name: 'Olga' }]]),
  policy: { data: {} },
} as unknown as Company;

it('names of a report are those people know, and what has none goes by its code', () => {
  const [ru, en] = [namesIn(company, 'ru'), namesIn(company, 'en')];
  const known = [
    ['department', 'client', 'Клиентский отдел', 'Client department'],
    ['specialist', 'id', 'Olga', 'Olga'],
    ['channel', 'webchat', 'Чат на сайте', 'Web chat'],
    ['size', 'large', 'Крупная', 'Large'],
    ['topic', 'invoice', 'Счета и оплата', 'Invoices and payments'],
    ['weekday', '1', 'Понедельник', 'Monday'],
    ['hour', '09', '09:00', '09:00'],
    ['rule', 'nobody:all-full', 'Никого: у всех, кто на месте, нет места', 'Nobody: all who are here are full'],
    ['rule', 'of tomorrow', 'of tomorrow', 'of tomorrow'],
  ] as const;
  for (const [dimension, value, russian, english] of known)
    expect([ru(dimension, value), en(dimension, value), codes(dimension, value)]).toEqual([russian, english, value]);
});

it('nobody and nothing have words of their own', () => {
  // A time is always there.
  const whatever = dimensions.filter((each) => !['day', 'week', 'month', 'hour', 'weekday'].includes(each));
  for (const each of whatever) expect(namesIn(company, 'en')(each, null)).not.toBe('');
  expect(codes('topic', null)).toBe('');
});
