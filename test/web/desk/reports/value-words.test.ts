import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../src/domain/language.ts';
import { translator } from '../../../../src/texts/translate.ts';
import { betterOf, verdict } from '../../../../src/web/desk/reports/better.ts';
import { evidenceWords } from '../../../../src/web/desk/reports/evidence-words.ts';
import { isOfFew, isOfOnePerson } from '../../../../src/web/desk/reports/few.ts';
import { changeWords, durationWords, valueWords, type Wording } from '../../../../src/web/desk/reports/value-words.ts';
import { reportCatalog } from '../../../../src/web/desk/reports/words.ts';

const translate = translator(reportCatalog);
const wording = (language: Language): Wording => ({ language, currency: 'RUB', say: (key, params) => translate(language, key, params) });
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a number in words', () => {
  it('says durations in two parts at most', () => {
    const { say } = wording('en');
    const all = [0, 59.6, 61, 120, 599, 601, 3599, 3600, 5400, 359_000, 400_000].map((each) => durationWords(say, each));
    expect(all).toEqual(['0 s', '1 min', '1 min 1 s', '2 min', '9 min 59 s', '10 min', '1 h', '1 h', '1 h 30 min', '99 h 43 min', '111 h']);
  });

  it('has its unit, and a dash where nothing is known', () => {
    const say = (language: Language, ...[unit, value]: [Parameters<typeof valueWords>[1], number | null]) =>
      plain(valueWords(wording(language), unit, value));
    expect([say('en', 'share', 0.937), say('ru', 'share', 0.937), say('ru', 'count', 1234), say('en', 'count', null)]).toEqual([
      '93.7%',
      '93,7 %',
      '1 234',
      '—',
    ]);
    expect([say('ru', 'money', 1_250_000), say('ru', 'money', 1_250_050), say('en', 'score', 4.205)]).toEqual([
      '12 500 ₽',
      '12 500,50 ₽',
      '4.21',
    ]);
  });

  it('is compared in its unit and in per cent, shares in points', () => {
    const say = (language: Language, ...rest: [Parameters<typeof valueWords>[1], number, number]) =>
      plain(changeWords(wording(language), ...rest));
    expect(say('en', 'seconds', 90, 60)).toBe('+30 s (+50%)');
    expect(say('ru', 'seconds', 45, 60)).toBe('−15 с (−25 %)');
    expect(say('en', 'share', 0.9, 0.95)).toBe('−5 pp');
    expect(say('en', 'count', 7, 0)).toBe('+7');
  });

  it('is better or worse where it can be, and neither where it just is', () => {
    expect(verdict(betterOf('firstResponse.medianSeconds'), -5)).toBe('better');
    expect(verdict(betterOf('firstResponse.within'), -0.1)).toBe('worse');
    expect(verdict(betterOf('violations.n'), 1)).toBe('worse');
    expect([verdict(betterOf('firstResponse.n'), 5), verdict(betterOf('firstResponse.within'), 0), betterOf('violations.excused')]).toEqual(
      [null, null, null],
    );
  });
});

describe('a number of one person', () => {
  it('is known by its row, by the filter, and by who looks', () => {
    expect(isOfOnePerson(['specialist', 'day'], {}, 'others')).toBe(true);
    expect(isOfOnePerson(['day'], { specialist: '01' }, 'others')).toBe(true);
    expect(isOfOnePerson(['day'], {}, 'own')).toBe(true);
    expect(isOfOnePerson(['department'], { specialist: 'none' }, 'others')).toBe(false);
  });

  it('is of few below twenty of its own kind', () => {
    const values = { 'firstResponse.n': 20, 'nextResponse.n': 19 };
    expect(isOfFew('firstResponse.p90Seconds', values)).toBe(false);
    expect(isOfFew('nextResponse.calendar.p90Seconds', values)).toBe(true);
    expect(isOfFew('firstResponse.n', values)).toBe(false);
    // a load is no sample: nothing is few
    expect(isOfFew('conversations.load', { ...values, 'conversations.load': 0.4 })).toBe(false);
  });
});

describe('what stands behind a number, in words', () => {
  const words = (...rest: [Parameters<typeof evidenceWords>[1], Parameters<typeof evidenceWords>[2]]) =>
    evidenceWords(wording('en'), ...rest);

  it('says how long an answer took, and whether it was in time', () => {
    expect(words('response', { state: 'done', details: { workingSeconds: 150, calendarSeconds: 3750, ok: false } })).toEqual([
      '2 min 30 s of working time',
      '1 h 3 min by the calendar',
      'after a deadline had passed',
    ]);
    expect(words('response', { state: 'open', details: { workingSeconds: null, ok: null } })).toEqual(['waits for an answer']);
  });

  it('says by which rule somebody was found, or that nobody was', () => {
    expect(words('assignments', { state: 'done', details: { rule: 'owner', ok: true } })).toEqual(['To the owner', 'beyond the limit']);
    expect(words('assignments', { state: 'open', details: { rule: null } })).toEqual(['nobody was found']);
    expect(words('violations', { state: 'done', details: { rule: 'first', ok: true } })).toEqual(['First answer', 'excused']);
  });
});
