import type { TargetUnit } from './target.ts';

/** Working days of a period by the department's calendar: those that are over before today, and those that are left, today included. */
export interface WorkingDays {
  readonly over: number;
  readonly left: number;
}

/** What has come so far, and what of it until the end of yesterday; null: nobody knows. */
export interface Progress {
  readonly reached: number | null;
  readonly before: number | null;
}

/** A period that is over: all of it, and what came of it after as many of its working days as are over now. */
export interface PastPeriod {
  readonly whole: number;
  readonly rest: number;
  readonly restDays: number;
  /** how much of a usual period's daily amount its season has; 1 where nobody knows */
  readonly season: number;
}

/** Where a forecast comes from: the daily amount so far, past periods, what is there already, or nowhere. */
export type ForecastBasis = 'run-rate' | 'past' | 'reached' | 'none';

export interface Forecast {
  /** per working day that is over; null: none is over, or it is a share */
  readonly runRate: number | null;
  /** at the end of the period; null: nothing to reckon it from */
  readonly value: number | null;
  /** what the six periods before make likely; null where there are not so many */
  readonly low: number | null;
  readonly high: number | null;
  readonly basis: ForecastBasis;
}

/** Periods before that a range is made of. */
export const pastPeriods = 6;

export interface Outlook {
  readonly unit: TargetUnit;
  readonly progress: Progress;
  readonly days: WorkingDays;
  /** fewer than six: the range is missing */
  readonly past: readonly PastPeriod[];
  /** the season of this period, as in `PastPeriod` */
  readonly season: number;
}

/**
 * What a period comes to (R27): what was reached until yesterday and as much again for each working day that is left as there was for each
 * that is over. The range is what the rest of each of six past periods would add, scaled to this season. A share stays as it is.
 */
export function forecast({ unit, progress, days, past, season }: Outlook): Forecast {
  const isKnown = past.length >= pastPeriods;
  const known = isKnown ? past.slice(0, pastPeriods) : [];
  if (unit === 'share') return ofShare(progress.reached, known);
  const { reached, before } = progress;
  if (reached === null || before === null) return { runRate: null, value: null, low: null, high: null, basis: 'none' };
  const runRate = days.over > 0 ? before / days.over : null;
  if (days.left === 0) return { runRate, value: reached, low: reached, high: reached, basis: 'reached' };
  const rates = known.flatMap((each) => (each.restDays > 0 ? [(each.rest / each.restDays) * (season / each.season)] : []));
  const ends = rates.map((rate) => atEnd(progress, rate * days.left));
  const mean = rates.reduce((sum, rate) => sum + rate / rates.length, 0);
  const rate = runRate ?? (rates.length > 0 ? mean : null);
  if (rate === null) return { runRate, value: null, low: null, high: null, basis: 'none' };
  const value = atEnd(progress, rate * days.left);
  const range = ends.length > 0 ? { low: Math.min(value, ...ends), high: Math.max(value, ...ends) } : { low: null, high: null };
  return { runRate, value, ...range, basis: runRate === null ? 'past' : 'run-rate' };
}

/** Nothing that came is lost: the end is at least what is there. */
function atEnd({ reached, before }: Progress, rest: number): number {
  return Math.max(reached ?? 0, (before ?? 0) + rest);
}

function ofShare(reached: number | null, past: readonly PastPeriod[]): Forecast {
  const shares = past.map(({ whole }) => whole);
  if (reached === null) return { runRate: null, value: null, low: null, high: null, basis: 'none' };
  const range = shares.length > 0 ? { low: Math.min(reached, ...shares), high: Math.max(reached, ...shares) } : { low: null, high: null };
  return { runRate: null, value: reached, ...range, basis: 'reached' };
}

/**
 * How much each month or quarter of the year has of a usual one, 1 being usual: the mean over two whole years of its daily amount over its
 * year's. `daily` goes back from the newest, 24 months or 8 quarters; null: fewer are known, or there is nothing to divide by.
 */
export function seasons(daily: readonly (number | null)[], inYear: 4 | 12): readonly number[] | null {
  const known = daily.slice(0, 2 * inYear).flatMap((each) => each ?? []);
  if (known.length < 2 * inYear) return null;
  const years = [known.slice(0, inYear), known.slice(inYear)];
  const means = years.map((year) => year.reduce((sum, each) => sum + each / inYear, 0));
  if (means.some((mean) => !(mean > 0))) return null;
  const found = Array.from({ length: inYear }, (_, i) =>
    years.reduce((sum, year, y) => sum + (year[i] ?? 0) / (means[y] ?? 1) / years.length, 0),
  );
  // A season in which nothing ever came scales nothing.
  return found.every((each) => each > 0 && Number.isFinite(each)) ? found : null;
}
