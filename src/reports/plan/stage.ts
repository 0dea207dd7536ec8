import type { Calendar } from '../../domain/calendar.ts';
import { type Day, daysAfter, type Period } from '../../domain/day.ts';
import type { DepartmentId } from '../../domain/ids.ts';
import { pastPeriods, seasons, type WorkingDays } from '../../domain/plan/forecast.ts';
import { periodsBefore, planDays } from '../../domain/plan/target.ts';
import { sameStageOf, workingDays } from '../../domain/plan/working-days.ts';
import type { WorkingBetween } from '../../domain/reports/dated-hours.ts';

/** A time of days, both included; `from` after `until`: none. */
export interface Days {
  readonly from: Day;
  readonly until: Day;
}

/** A period before, and the part of it that came after the same stage. */
export interface Before {
  readonly period: Period;
  readonly days: Days;
  readonly workingDays: number;
  readonly rest: Days;
  readonly restDays: number;
}

/** Where a period stands by a department's calendar. */
export interface Stage {
  readonly period: Period;
  readonly days: Days;
  readonly state: 'past' | 'now' | 'ahead';
  readonly working: WorkingDays;
  /** until today, and until yesterday */
  readonly soFar: Days;
  readonly yesterday: Days;
  /** the newest first: as many as a range and a season need, and one more, which shows that the oldest was a whole one */
  readonly before: readonly Before[];
}

/** Says where a period stands today; null: there is no such month or quarter. */
export function stageOf(calendar: Calendar, between: WorkingBetween, department: DepartmentId, period: Period, today: Day): Stage | null {
  const span = planDays(period);
  if (span === null) return null;
  const days: Days = { from: span.first, until: span.last };
  const working = workingDays(calendar, between, department, span);
  const over = working.filter((day) => day < today).length;
  const yesterday = daysAfter(today, -1);
  const cut = (last: Day): Days => ({ from: days.from, until: last < days.until ? last : days.until });
  return {
    period,
    days,
    state: today > days.until ? 'past' : today < days.from ? 'ahead' : 'now',
    working: { over, left: working.length - over },
    soFar: cut(today),
    yesterday: cut(yesterday),
    before: periodsBefore(period, 2 * inYearOf(period) + 1).flatMap((each): Before[] => {
      const its = planDays(each);
      if (its === null) return [];
      const theirs = workingDays(calendar, between, department, its);
      const stage = sameStageOf(theirs, over, working.length);
      const rest = { from: stage.until === null ? its.first : daysAfter(stage.until, 1), until: its.last };
      return [{ period: each, days: { from: its.first, until: its.last }, workingDays: theirs.length, rest, restDays: stage.left }];
    }),
  };
}

export function inYearOf(period: Period): 4 | 12 {
  return period.includes('Q') ? 4 : 12;
}

/** What a number was in periods before, the newest first: whole, and after the same stage. */
export interface History {
  readonly whole: readonly number[];
  readonly rest: readonly number[];
}

/**
 * Makes of history what a forecast needs. A period counts as known when something came in an earlier one, too: where there is nothing before,
 * nobody knows whether it was whole.
 */
export function outlookOf({ period, before }: Stage, { whole, rest }: History) {
  const first = whole.findLastIndex((each) => each > 0);
  const known = before.slice(0, Math.max(0, first));
  const inYear = inYearOf(period);
  const daily = known.map(({ workingDays: days }, i) => (days > 0 ? (whole[i] ?? 0) / days : null));
  const found = seasons(daily, inYear);
  const season = (i: number): number => found?.[i % inYear] ?? 1;
  return {
    seasonal: found !== null,
    // A year before a period lies the same one.
    season: season(inYear - 1),
    past: known.slice(0, pastPeriods).map(({ restDays }, i) => ({ whole: whole[i] ?? 0, rest: rest[i] ?? 0, restDays, season: season(i) })),
  };
}
