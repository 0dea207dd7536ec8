import { describe, expect, it } from 'vitest';
import { inOrder, readOrder, reordered, writeOrder } from '../../../../src/web/desk/reports/order.ts';

const row = (specialist: string, n: number, medianSeconds: number | null) => ({
  by: { specialist },
  values: { 'first.n': n, 'first.medianSeconds': medianSeconds },
});
const rows = [row('Boris', 30, 90), row('Anna', 19, 10), row('Vera', 20, 60), row('Gleb', 40, null), row('Dasha', 3, 500)];
const names = (all: readonly { readonly by: { readonly specialist: string } }[]) => all.map(({ by }) => by.specialist);
const ofPeople = {
  by: ['specialist'] as const,
  nameOf: (each: { by: { specialist?: string } }) => each.by.specialist ?? '',
  ofPeople: true,
};

describe('the order of a report’s table', () => {
  it('ranks nobody of whom there are fewer than twenty: they stand apart, by name', () => {
    const { ranked, unranked } = inOrder(rows, { column: 'first.medianSeconds', descending: true }, ofPeople);
    expect(names(ranked)).toEqual(['Boris', 'Vera', 'Gleb']);
    expect(names(unranked)).toEqual(['Anna', 'Dasha']);
  });

  it('puts what is unknown last, whichever way it goes', () => {
    const { ranked } = inOrder(rows, { column: 'first.medianSeconds', descending: false }, ofPeople);
    expect(names(ranked)).toEqual(['Vera', 'Boris', 'Gleb']);
  });

  it('ranks everything where rows are no single people', () => {
    const { ranked, unranked } = inOrder(rows, { column: 'first.n', descending: true }, { ...ofPeople, ofPeople: false });
    expect(names(ranked)).toEqual(['Gleb', 'Boris', 'Vera', 'Anna', 'Dasha']);
    expect(unranked).toEqual([]);
  });

  it('by name parts nobody: an alphabet is no ranking', () => {
    expect(names(inOrder(rows, { column: 'by', descending: false }, ofPeople).ranked)).toEqual(['Anna', 'Boris', 'Dasha', 'Gleb', 'Vera']);
  });

  it('goes by the calendar where rows are times, not by what they are called', () => {
    const days = ['2026-03-10', '2026-03-02', '2026-02-28'].map((day) => ({ by: { day }, values: {} }));
    const { ranked } = inOrder(
      days,
      { column: 'by', descending: false },
      { by: ['day'], nameOf: ({ by }) => by.day.slice(-2), ofPeople: false },
    );
    expect(ranked.map(({ by }) => by.day)).toEqual(['2026-02-28', '2026-03-02', '2026-03-10']);
  });

  it('lives in the address, where the usual one goes without saying', () => {
    const order = readOrder('-first.n', ['first.n']);
    expect(order).toEqual({ column: 'first.n', descending: true });
    expect(writeOrder(order)).toBe('-first.n');
    expect(readOrder('gone', ['first.n'])).toEqual({ column: 'by', descending: false });
    expect(writeOrder({ column: 'by', descending: false })).toBe('');
    expect(reordered(order, 'first.n').descending).toBe(false);
    expect(reordered(order, 'by')).toEqual({ column: 'by', descending: false });
  });
});
