import { type Day, daysAfter, monthsAfterDay } from '../domain/day.ts';

/** Against what a period is read: the one of the same length before it, or the same a year ago. */
export const comparisons = ['previous', 'year'] as const;

export type Comparison = (typeof comparisons)[number];

/** The period that another is compared with. Whole months are compared with whole months, however long they are. */
export function comparedWith(comparison: Comparison, from: Day, until: Day): { readonly from: Day; readonly until: Day } {
  const isWhole = from.endsWith('-01') && daysAfter(until, 1).endsWith('-01');
  const back = comparison === 'year' ? 12 : isWhole ? monthsIn(from, daysAfter(until, 1)) : 0;
  if (back === 0) {
    const days = daysIn(from, until);
    return { from: daysAfter(from, -days), until: daysAfter(until, -days) };
  }
  const first = monthsAfterDay(from, -back);
  return { from: first, until: isWhole ? daysAfter(monthsAfterDay(daysAfter(until, 1), -back), -1) : monthsAfterDay(until, -back) };
}

function daysIn(from: Day, until: Day): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;
}

function monthsIn(from: Day, until: Day): number {
  const at = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return at(until) - at(from);
}
