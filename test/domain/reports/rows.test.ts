import { describe, expect, it } from 'vitest';
import { besides, inOrderOf, orderOf, type ReportRow } from '../../../src/domain/reports/rows.ts';

const row = (by: ReportRow['by'], n: number | null): ReportRow => ({ by, values: { n } });
const names: Record<string, string> = { b: 'Анна', a: 'Яков', c: 'Ёлка' };
const naming = (_: string, value: string | null) => names[value ?? ''] ?? value ?? '';

describe('rows of a report', () => {
  const rows = [row({ who: 'a' }, 2), row({ who: 'b' }, null), row({ who: 'c' }, 10), row({ who: null }, 2)];
  const sorted = (text: string) => inOrderOf(rows, orderOf(text), naming, 'ru').map(({ by }) => by['who']);

  it('are ordered by a number, what is unknown last either way, what is equal as it was', () => {
    expect(sorted('n')).toEqual(['a', null, 'c', 'b']);
    expect(sorted('-n')).toEqual(['c', 'a', null, 'b']);
  });

  it('are ordered by names as they are read, whoever has none last', () => {
    expect(sorted('who')).toEqual(['b', 'c', 'a', null]);
    expect(sorted('-who')).toEqual(['a', 'c', 'b', null]);
  });

  it('stand in the order of time, whatever a time is called', () => {
    const days = [row({ weekday: '7' }, 1), row({ weekday: '1' }, 1)];
    expect(inOrderOf(days, orderOf('weekday'), () => 'same', 'en').map(({ by }) => by['weekday'])).toEqual(['1', '7']);
  });
});

describe('the other period', () => {
  const beside = (from: string, rows: ReportRow[], other: string, others: ReportRow[]) =>
    besides(from, rows, { from: other, rows: others }, new Set(['n'])).map(({ row: { by, values }, other: then }) => [
      Object.values(by)[0],
      values['n'],
      then?.values['n'] ?? null,
    ]);

  it('stands beside the same person; who was only there then comes last', () => {
    const found = beside('2026-03-01', [row({ who: 'a' }, 1), row({ who: 'b' }, 2)], '2026-02-01', [
      row({ who: 'c' }, 7),
      row({ who: 'b' }, 5),
    ]);
    expect(found).toEqual([
      ['a', 1, null],
      ['b', 2, 5],
      ['c', 0, 7],
    ]);
  });

  it('stands day beside day, week beside week, month beside month', () => {
    expect(beside('2026-03-01', [row({ day: '2026-03-02' }, 1)], '2026-02-01', [row({ day: '2026-02-02' }, 5)])).toEqual([
      ['2026-03-02', 1, 5],
    ]);
    // A period that begins on a Sunday has the end of a week before its first whole one.
    const weeks = [row({ week: '2026-W09' }, 1), row({ week: '2026-W10' }, 2)];
    expect(beside('2026-03-01', weeks, '2026-02-01', [row({ week: '2026-W05' }, 5), row({ week: '2026-W06' }, 6)])).toEqual([
      ['2026-W09', 1, 5],
      ['2026-W10', 2, 6],
    ]);
    expect(beside('2026-01-01', [row({ month: '2026-02' }, 1)], '2025-01-01', [row({ month: '2025-02' }, 5)])).toEqual([['2026-02', 1, 5]]);
  });

  it('has no days of its own: the 31st of a longer month is no day of this one', () => {
    expect(beside('2026-02-01', [row({ day: '2026-02-01' }, 1)], '2026-01-01', [row({ day: '2026-01-31' }, 9)])).toEqual([
      ['2026-02-01', 1, null],
    ]);
  });
});
