import { daysAfter, periodOf } from '../../../domain/day.ts';
import type { Language } from '../../../domain/language.ts';
import { periodsBefore, placeInYear, planDays } from '../../../domain/plan/target.ts';

/** A month or a quarter in words. */
export function periodText(language: Language, period: string): string {
  const first = planDays(period)?.first ?? '2000-01-01';
  if (period.includes('Q')) return `Q${placeInYear(period)} ${period.slice(0, 4)}`;
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${first}T00:00:00Z`));
}

/** The period of the same length before it, and behind it. */
export function neighbours(period: string): { readonly before: string; readonly after: string } {
  const unit = period.includes('Q') ? 'quarter' : 'month';
  const next = daysAfter(planDays(period)?.last ?? '2000-01-01', 1);
  return { before: periodsBefore(period, 1)[0] ?? period, after: periodOf(unit, next) };
}

/** The month that a quarter begins with, or the quarter that a month lies in. */
export function otherUnit(period: string): string {
  const first = planDays(period)?.first ?? '2000-01-01';
  return periodOf(period.includes('Q') ? 'month' : 'quarter', first);
}
