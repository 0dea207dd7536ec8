import type { Calendar } from './calendar.ts';
import { type Day, daysAfter, daysOf, periodOf } from './day.ts';
import type { WorkingTime } from './hours.ts';

export const summaryKinds = ['daily', 'weekly'] as const;

export type SummaryKind = (typeof summaryKinds)[number];

/** What somebody wants to be told; `hour`: of the company's clock, null: when their department opens. */
export interface SummaryWish {
  readonly daily: boolean;
  readonly weekly: boolean;
  readonly hour: number | null;
}

export const usualWish: SummaryWish = { daily: true, weekly: true, hour: null };

/** A department that never closes has no opening: then it is the morning. */
const morningHour = 9;
/** What was missed for so long, as while no server ran, is not told any more, ms. */
const mostLateMs = 6 * 3_600_000;

type Time = { readonly calendar: Calendar; readonly workingTime: WorkingTime };

/** When the department begins to work on a day; null: it does not. */
function opening({ calendar, workingTime }: Time, day: Day): Date | null {
  const { from, until } = calendar.spanOf(day);
  const at = workingTime.nextOpening(from);
  if (at === null || at >= until) return null;
  return at > from ? at : calendar.momentOf(wall(day, morningHour));
}

const wall = (day: Day, hour: number): string => `${day}T${String(hour).padStart(2, '0')}:00`;

/** Lists the summaries that are due now: on a working day, from the hour that was chosen on; the week's on its first working day. */
export function summariesDue(time: Time, wish: SummaryWish, now: Date): readonly { readonly kind: SummaryKind; readonly day: Day }[] {
  const { calendar } = time;
  const day = calendar.dayOf(now);
  const opens = opening(time, day);
  const at = opens === null || wish.hour === null ? opens : calendar.momentOf(wall(day, wish.hour));
  if (at === null || now < at || now.getTime() - at.getTime() > mostLateMs) return [];
  const isFirst = !daysBefore(day).some((each) => opening(time, each) !== null);
  return [...(wish.weekly && isFirst ? [{ kind: 'weekly', day } as const] : []), ...(wish.daily ? [{ kind: 'daily', day } as const] : [])];
}

/** The days of the week before a day. */
function daysBefore(day: Day): Day[] {
  const first = daysOf(periodOf('week', day))?.first ?? day;
  const days: Day[] = [];
  for (let each = first; each < day; each = daysAfter(each, 1)) days.push(each);
  return days;
}

export interface Days {
  readonly from: Day;
  readonly until: Day;
}

/** What a summary looks back at, and what it is compared with: the last working day and the one before it, or whole weeks. */
export function lookedBackAt(time: Time, kind: SummaryKind, day: Day): { readonly last: Days; readonly before: Days } {
  if (kind === 'weekly') {
    const monday = daysOf(periodOf('week', day))?.first ?? day;
    const week = (n: number): Days => ({ from: daysAfter(monday, -7 * n), until: daysAfter(monday, 6 - 7 * n) });
    return { last: week(1), before: week(2) };
  }
  const last = workingDayBefore(time, day);
  const before = workingDayBefore(time, last);
  return { last: { from: last, until: last }, before: { from: before, until: before } };
}

/** The last day of work before a day, of two weeks; the day before where there was none. */
function workingDayBefore(time: Time, day: Day): Day {
  for (let n = 1; n <= 14; n += 1) if (opening(time, daysAfter(day, -n)) !== null) return daysAfter(day, -n);
  return daysAfter(day, -1);
}
