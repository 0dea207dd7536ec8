import { type Day, daysAfter, daysOf, isDay, monthsAfterDay, periodOf } from '../../../domain/day.ts';
import { oneOf } from '../kit/one-of.ts';

/** Periods that move on with the calendar; `own`: the days of the address. The first goes without saying. */
export const periodNames = ['28', 'today', '7', 'month', 'lastmonth', 'quarter', 'lastquarter', 'own'] as const;

export type PeriodName = (typeof periodNames)[number];

export interface Period {
  readonly name: PeriodName;
  readonly from: Day;
  /** included */
  readonly until: Day;
}

/** Reads the period an address asks for; `today` is the company's. Days in the wrong order are put into the right one. */
export function readPeriod(query: Readonly<Record<string, string>>, today: Day): Period {
  const name = oneOf(periodNames, query['period']) ?? '28';
  if (name !== 'own') return { name, ...daysIn(name, today) };
  const usual = daysIn('28', today);
  const [from, until] = [dayIn(query['from']) ?? usual.from, dayIn(query['until']) ?? usual.until];
  return from <= until ? { name, from, until } : { name, from: until, until: from };
}

const dayIn = (text: string | undefined): Day | null => (text !== undefined && isDay(text) ? text : null);

function daysIn(name: Exclude<PeriodName, 'own'>, today: Day): Omit<Period, 'name'> {
  switch (name) {
    case 'today':
      return { from: today, until: today };
    case '7':
      return { from: daysAfter(today, -6), until: today };
    case '28':
      return { from: daysAfter(today, -27), until: today };
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, until: today };
    case 'lastmonth':
      return whole(periodOf('month', monthsAfterDay(today, -1)), today);
    case 'quarter':
      return { from: whole(periodOf('quarter', today), today).from, until: today };
    case 'lastquarter':
      return whole(periodOf('quarter', monthsAfterDay(today, -3)), today);
  }
}

function whole(period: string, today: Day): Omit<Period, 'name'> {
  const days = daysOf(period);
  return { from: days?.first ?? today, until: days?.last ?? today };
}

/** Returns how many days there are from one to another, both included. */
export function lengthOf({ from, until }: Pick<Period, 'from' | 'until'>): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;
}

/** By what a line over a period is drawn, so that its points can be told apart. */
export function stepOf(period: Pick<Period, 'from' | 'until'>): 'hour' | 'day' | 'week' | 'month' {
  const days = lengthOf(period);
  return days === 1 ? 'hour' : days <= 45 ? 'day' : days <= 210 ? 'week' : 'month';
}
