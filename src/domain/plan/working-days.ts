import type { Calendar } from '../calendar.ts';
import { type Day, daysAfter } from '../day.ts';
import type { DepartmentId } from '../ids.ts';
import type { WorkingBetween } from '../reports/dated-hours.ts';

/** The company's days on which a department works at all, by its hours and holidays of then, in order. */
export function workingDays(
  { spanOf }: Pick<Calendar, 'spanOf'>,
  between: WorkingBetween,
  department: DepartmentId,
  { first, last }: { readonly first: Day; readonly last: Day },
): readonly Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = daysAfter(day, 1)) {
    const { from, until } = spanOf(day);
    if (from < until && between(department, from, until) > 0) days.push(day);
  }
  return days;
}

/**
 * The day of a past period until whose end as much of its working time was over as is over of this one; null: none was. At least one
 * working day is left after it, so that what came then can be told from nothing.
 */
export function sameStageOf(days: readonly Day[], over: number, total: number): { readonly until: Day | null; readonly left: number } {
  if (days.length === 0 || total === 0) return { until: null, left: days.length };
  const done = Math.min(days.length - 1, Math.round((over / total) * days.length));
  return { until: days[done - 1] ?? null, left: days.length - done };
}
