import type { Queries } from '../db/db.ts';
import { readHours } from '../db/reports/fold/logs.ts';
import { type Schedule, workingTime } from '../domain/hours.ts';
import type { DepartmentId } from '../domain/ids.ts';
import { type HoursSince, type WorkingBetween, workingBetween } from '../domain/reports/dated-hours.ts';

/** Reads the working hours departments ever had, to reckon working time by. */
export async function hoursEver(tx: Queries): Promise<WorkingBetween> {
  const hours = new Map<DepartmentId, HoursSince[]>();
  for (const { department, from, ...schedule } of await readHours(tx)) {
    const since = { from, working: workingTime(schedule as Schedule) };
    hours.set(department, [...(hours.get(department) ?? []), since]);
  }
  return workingBetween(hours);
}
