import { describe, expect, it } from 'vitest';
import { lengthOf, readPeriod, stepOf } from '../../../../src/web/desk/reports/period.ts';
import { asked, narrowedTo, readPlace, readQuestion, writePlace } from '../../../../src/web/desk/reports/question.ts';

const today = '2026-03-10';

describe('the period of a report', () => {
  it('is four weeks until today where the address says nothing', () => {
    const period = readPeriod({}, today);
    expect(period).toEqual({ name: '28', from: '2026-02-11', until: today });
    expect(lengthOf(period)).toBe(28);
  });

  it.each([
    ['today', '2026-03-10', '2026-03-10'],
    ['7', '2026-03-04', '2026-03-10'],
    ['month', '2026-03-01', '2026-03-10'],
    ['lastmonth', '2026-02-01', '2026-02-28'],
    ['quarter', '2026-01-01', '2026-03-10'],
    ['lastquarter', '2025-10-01', '2025-12-31'],
  ])('%s goes from %s to %s', (period, from, until) => {
    expect(readPeriod({ period }, today)).toEqual({ name: period, from, until });
  });

  it('is whole last month, however long, on the last day of a longer one', () => {
    expect(readPeriod({ period: 'lastmonth' }, '2026-03-31')).toMatchObject({ from: '2026-02-01', until: '2026-02-28' });
  });

  it('takes own days, and puts them into the right order', () => {
    expect(readPeriod({ period: 'own', from: '2026-03-05', until: '2026-03-01' }, today)).toMatchObject({
      from: '2026-03-01',
      until: '2026-03-05',
    });
    expect(readPeriod({ period: 'own', from: 'yesterday', until: '2026-03-01' }, today)).toMatchObject({ until: '2026-03-01' });
  });

  it('is drawn by hours, days, weeks or months, so that there are never too many points', () => {
    const step = (from: string, until: string) => stepOf({ from, until });
    expect([step(today, today), step('2026-02-11', today), step('2025-12-01', today), step('2025-01-01', today)]).toEqual([
      'hour',
      'day',
      'week',
      'month',
    ]);
  });
});

describe('the question of an address', () => {
  it('is told apart by two things at most, each once, and by the usual where it does not say', () => {
    expect(readQuestion({ by: 'size,size,nonsense,day,week' }, today, ['department']).by).toEqual(['size', 'day']);
    expect(readQuestion({ by: '' }, today, ['department']).by).toEqual(['department']);
  });

  it('leaves out what it does not know', () => {
    const question = readQuestion({ compare: 'never', channel: 'telegram', size: '', metric: 'x' }, today, []);
    expect(asked(question)).toEqual({ from: '2026-02-11', until: today, channel: 'telegram', by: '', compare: null });
  });

  it('is narrowed to a cell, within its own days', () => {
    const question = readQuestion({ period: 'month', channel: 'telegram' }, today, []);
    const place = readPlace(writePlace({ week: '2026-W11', specialist: null }));
    expect(asked(narrowedTo(question, place))).toMatchObject({
      from: '2026-03-09',
      until: '2026-03-10',
      channel: 'telegram',
      specialist: 'none',
    });
    expect(asked(narrowedTo(question, readPlace('day:2026-03-04;hour:09;bad:1;')))).toMatchObject({
      from: '2026-03-04',
      until: '2026-03-04',
      hour: '09',
    });
  });
});
