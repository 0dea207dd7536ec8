import { absencesAfter } from '../db/people/absences.ts';
import { type DepartmentRow, departmentRow, updateDepartment } from '../db/people/departments.ts';
import { staffRow, staffRows } from '../db/people/staff.ts';
import { type Span, uncovered } from '../domain/cover.ts';
import { type WeeklyHours, workingTime } from '../domain/hours.ts';
import type { Worded } from '../domain/language.ts';
import type { Actor } from './access.ts';
import { type Answered, announce, done, note, type PeopleDeps, refused } from './deps.ts';

export interface DepartmentChange {
  readonly head?: string | null | undefined;
  readonly hours?: WeeklyHours | null | undefined;
  readonly holidays?: readonly string[] | undefined;
  /** the form that stands in a sentence; null: made of the name */
  readonly inSentence?: Worded | null | undefined;
}

export async function changeDepartment(
  deps: PeopleDeps,
  actor: Actor,
  row: DepartmentRow,
  seen: string,
  change: DepartmentChange,
): Promise<Answered<DepartmentRow>> {
  const headId = change.head === undefined ? row.headId : change.head;
  const head = headId === null ? null : await staffRow(deps.db, deps.now(), headId);
  if (headId !== null && (head === null || head.leftAt !== null)) return refused('unknown-person');
  if (head !== null && head.role === 'specialist') return refused('not-a-head');
  const state = {
    headId,
    hours: change.hours === undefined ? row.hours : change.hours,
    holidays: change.holidays ?? row.holidays,
    inSentence: change.inSentence === undefined ? row.inSentence : change.inSentence,
  };
  const fields = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  const stored = await deps.db.transaction(async (tx) => {
    if (!(await updateDepartment(tx, row.id, seen, state, deps.now()))) return false;
    await note(deps, tx, actor, 'department-changed', { kind: 'department', id: row.id }, { department: row.key, fields, head: headId });
    return true;
  });
  if (!stored) return refused('changed-meanwhile');
  announce(deps);
  const after = await departmentRow(deps.db, row.key);
  return after === null ? refused('unknown-department') : done(after);
}

/** Finds the department's working time in which nobody who serves is on shift. */
export async function uncoveredIn(
  { db, now }: Pick<PeopleDeps, 'db' | 'now'>,
  { key, timeZone, holidays, hours }: DepartmentRow,
  from: Date,
  until: Date,
): Promise<readonly Span[]> {
  const people = (await staffRows(db, now(), { departments: [key], leavers: false })).filter((each) => each.serves);
  const absences = await absencesAfter(
    db,
    people.map((each) => each.id),
    from,
  );
  const staff = people.map((each) => ({
    shifts: workingTime({ timeZone, hours: each.hours ?? hours, holidays }).spansBetween(from, until),
    absences: absences.filter((one) => one.specialistId === each.id).map((one): Span => [one.from.getTime(), one.until.getTime()]),
  }));
  return uncovered(workingTime({ timeZone, hours, holidays }).spansBetween(from, until), staff);
}
