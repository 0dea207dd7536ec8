import type { WorkingTime } from '../hours.ts';
import type { DepartmentId } from '../ids.ts';

/** A department's working time from a moment on, until the next one. */
export interface HoursSince {
  readonly from: Date;
  readonly working: WorkingTime;
}

/** Says how much of a span, in ms, was working time of a department, each part by the hours of then. */
export type WorkingBetween = (department: DepartmentId, from: Date, until: Date) => number;

/** The first hours that are known of count for everything before; a department whose hours nobody knows works round the clock. */
export function workingBetween(hours: ReadonlyMap<DepartmentId, readonly HoursSince[]>): WorkingBetween {
  return (department, from, until) => {
    const known = hours.get(department) ?? [];
    if (known.length === 0) return Math.max(0, until.getTime() - from.getTime());
    let sum = 0;
    known.forEach(({ from: since, working }, i) => {
      const start = Math.max(from.getTime(), i === 0 ? Number.NEGATIVE_INFINITY : since.getTime());
      const end = Math.min(until.getTime(), known[i + 1]?.from.getTime() ?? Number.POSITIVE_INFINITY);
      if (start < end) sum += working.minutesBetween(new Date(start), new Date(end)) * 60_000;
    });
    return Math.round(sum);
  };
}
