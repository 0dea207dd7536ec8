import { type LoadRow, lockLoads, readLoads } from '../../db/batch/lock-loads.ts';
import type { Queries } from '../../db/db.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { SeekPerson } from '../../domain/effect.ts';
import type { WorkingTime } from '../../domain/hours.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Candidate } from '../../domain/route.ts';
import { type Presence, presenceAt } from '../../domain/specialist.ts';
import type { Company } from '../company.ts';
import type { Arrival } from './arrival.ts';
import type { Batch, BookRow, LoadBook } from './draft.ts';
import { Outdated } from './failure.ts';

/** More load rows are needed than were locked: the batch starts again with the wider set, because a second lock could deadlock. */
export class WiderLoads extends Error {
  override readonly name = 'WiderLoads';
  readonly departments: ReadonlySet<DepartmentKey>;
  readonly specialists: ReadonlySet<SpecialistId>;
  constructor(departments: ReadonlySet<DepartmentKey>, specialists: ReadonlySet<SpecialistId>) {
    super('more load rows needed');
    this.departments = departments;
    this.specialists = specialists;
  }
}

export interface Needs {
  readonly departments: Set<DepartmentKey>;
  readonly specialists: Set<SpecialistId>;
}

/** What the batch needs locked so far: departments that look for a person, people who got a place back. */
export function needsOf(batch: Batch): Needs {
  const needs: Needs = { departments: new Set(), specialists: new Set() };
  for (const { seeking } of batch.windows) {
    if (seeking === null) continue;
    addSought(needs, seeking.seek);
    // Whoever keeps it until somebody else is found gives their place back then.
    if (seeking.conversation.reserved !== null) needs.specialists.add(seeking.conversation.reserved.specialist);
  }
  for (const each of batch.givenBack) needs.specialists.add(each.specialist);
  return needs;
}

/** Whose load rows a search looks at. Whoever met the client may work elsewhere, and their place is there. */
export function addSought(needs: Needs, { department, metBy }: SeekPerson): void {
  needs.departments.add(department);
  if (metBy !== undefined) needs.specialists.add(metBy);
}

/** What the batch needs locked before anything is decided: where somebody is named by hand, whether they are there and have room is looked at. */
export function needsByName({ company }: Batch, arrivals: readonly Arrival[]): Needs {
  const needs: Needs = { departments: new Set(), specialists: new Set() };
  for (const { repeats, window, kind, submission } of arrivals) {
    if (repeats !== null || window === null) continue;
    for (const { specialist, reserved } of kind.named?.(window, submission) ?? []) {
      const department = company.people.get(specialist)?.department ?? null;
      if (department === null) continue;
      needs.departments.add(department);
      if (reserved !== null) needs.specialists.add(reserved.specialist);
    }
  }
  return needs;
}

export function isNothing({ departments, specialists }: Needs): boolean {
  return departments.size === 0 && specialists.size === 0;
}

export function union(a: Needs, b: Needs): Needs {
  return { departments: a.departments.union(b.departments), specialists: a.specialists.union(b.specialists) };
}

export async function lockBook(tx: Queries, needs: Needs, now: Date, company: Company): Promise<LoadBook> {
  const rows = await lockLoads(tx, needs, now);
  // Units of another policy do not add up with ours: the batch starts again with the policy these rows were reckoned by.
  if (rows.some((each) => each.policyVersion > company.policy.version)) throw new Outdated('company', 'a newer policy is active');
  return bookOf(rows, needs, now, company);
}

/** The load rows as they are, without a lock: to look, not to decide. */
export async function readBook(tx: Queries, needs: Needs, now: Date, company: Company): Promise<LoadBook> {
  return bookOf(await readLoads(tx, needs, now), needs, now, company);
}

function bookOf(rows: readonly LoadRow[], needs: Needs, now: Date, company: Company): LoadBook {
  const isOnShift = shiftsAt(company, now);
  return {
    ...needs,
    rows: rows.map((row) => ({ ...row, availability: availabilityAt(row, isOnShift, now) })),
    changed: new Set(),
    snapshots: new Map(),
  };
}

/** How available somebody is by what they set, their absences and shifts, and whether they are here. Whoever works elsewhere takes nothing. */
function availabilityAt(row: LoadRow, isOnShift: (specialist: SpecialistId) => boolean, now: Date): Presence {
  if (!row.here) return 'off';
  const { absentUntil, present: here, engaged, specialist } = row;
  return presenceAt(row, { absent: absentUntil !== null, onShift: isOnShift(specialist), here, engaged }, now);
}

/** Colleagues share the hours of their department: each kind of hours is looked at once. */
function shiftsAt(company: Company, now: Date): (specialist: SpecialistId) => boolean {
  const known = new Map<WorkingTime, boolean>();
  return (specialist) => {
    const shifts = company.people.get(specialist)?.shifts;
    if (shifts === undefined) return true;
    const isOpen = known.get(shifts) ?? shifts.isOpen(now);
    known.set(shifts, isOpen);
    return isOpen;
  };
}

/** Makes sure that what is needed is locked; otherwise asks for the batch to start again. */
export function checkBook(book: LoadBook, needs: Needs): void {
  const departments = needs.departments.isSubsetOf(book.departments);
  const covered = new Set([...book.specialists, ...book.rows.map((each) => each.specialist)]);
  if (departments && needs.specialists.isSubsetOf(covered)) return;
  throw new WiderLoads(needs.departments.union(book.departments), needs.specialists.union(book.specialists));
}

/** Places given back are free from now on. */
export function applyGivenBack(batch: Batch, book: LoadBook): void {
  for (const { specialist, department, units } of batch.givenBack.splice(0)) {
    const row = find(book, specialist, department);
    if (row === undefined) continue;
    row.cases = Math.max(0, row.cases - units);
    book.changed.add(row);
  }
}

export function candidateOf(row: BookRow): Candidate {
  const { specialist, department, availability, capacity, cases, portfolio, serves, trained, deputy, languages, here, hasLeft } = row;
  return {
    specialist,
    department,
    availability,
    capacity,
    cases,
    portfolio,
    serves,
    trained,
    ...(deputy !== null && { deputy }),
    ...(languages !== undefined && { languages }),
    ...(!here && { gone: hasLeft === true ? 'left' : 'elsewhere' }),
  };
}

export function find(book: LoadBook, specialist: SpecialistId, department: DepartmentKey) {
  return book.rows.find((each) => each.specialist === specialist && each.department === department);
}
