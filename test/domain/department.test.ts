import { describe, expect, it } from 'vitest';
import { inSentence } from '../../src/domain/department.ts';

const called = (ru: string, en: string) => {
  const names = { name: { ru, en }, inSentence: null };
  return [inSentence(names, 'ru'), inSentence(names, 'en')];
};

describe('R14: a department in a sentence', () => {
  it('is called as the company says', () => {
    const names = { name: { ru: 'Финансы', en: 'Finance' }, inSentence: { ru: 'финансовый отдел', en: 'our accountants' } };
    expect([inSentence(names, 'ru'), inSentence(names, 'en')]).toEqual(['финансовый отдел', 'our accountants']);
  });

  it('else by its name, where that says what it is, small unless it is an abbreviation', () => {
    expect(called('Финансовый отдел', 'Finance team')).toEqual(['финансовый отдел', 'the finance team']);
    expect(called('IT-отдел', 'IT department')).toEqual(['IT-отдел', 'the IT department']);
    expect(called('Бухгалтерия', 'Help desk')).toEqual(['бухгалтерия', 'the help desk']);
  });

  it('else as a department of that name, so that any name fits the sentence', () => {
    expect(called('Финансы', 'Finance')).toEqual(['отдел «Финансы»', 'the Finance department']);
    expect(called('Продажи', 'Sales')).toEqual(['отдел «Продажи»', 'the Sales department']);
  });
});
