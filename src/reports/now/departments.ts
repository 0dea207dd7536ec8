import type { PersonRow } from '../../db/people/colleagues.ts';
import type { Part } from '../../db/reports/now/sight.ts';
import type { OpenTally } from '../../db/reports/now/waiting.ts';
import { caseUnits } from '../../domain/capacity.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Candidate, PassReason } from '../../domain/route.ts';
import { whyNot } from '../../domain/why-not.ts';
import type { Company, Department } from '../../engine/company.ts';
import { presenceOf } from '../../people/objected-now.ts';
import { backOf } from './people.ts';
import { added, type Tally } from './tally.ts';

/** What a queue waits for: that the department opens, that somebody is there, that one of those who are there has a place. */
export interface QueueWaits {
  /** null: it is open now, or not for a year to come */
  readonly opensAt: Date | null;
  readonly isOpen: boolean;
  /** how many could have a conversation now */
  readonly able: number;
  /** how many could not, by reason */
  readonly unable: Readonly<Partial<Record<PassReason, number>>>;
  /** when the first of them who are away is expected back, where that is known */
  readonly backAt: Date | null;
}

export interface DepartmentNow {
  readonly key: DepartmentKey;
  readonly tally: Tally;
  readonly placesLeft: number;
  readonly queue: QueueWaits;
}

/** Lists departments of a part; of one person's part none, for what a department has to do is its head's to see. */
export function departmentsNow(
  company: Company,
  all: readonly PersonRow[],
  tallies: readonly OpenTally[],
  part: Part,
  now: Date,
): DepartmentNow[] {
  if (part.person !== null) return [];
  const shown = company.departments.filter(({ key }) => part.departments?.includes(key) ?? true);
  return shown.flatMap((department) => {
    const staff = all.filter((each) => each.department === department.key && each.serves);
    const own = tallies.filter((each) => each.department === department.key);
    // A department where nobody serves and nothing is open is no part of the picture.
    if (staff.length === 0 && own.length === 0) return [];
    const units = caseUnits(company.policy.data, department.key);
    const placesLeft = staff
      .filter((each) => presenceOf(company, each, now) === 'available')
      .reduce((sum, { capacity, cases }) => sum + Math.max(0, Math.floor((capacity - cases) / units)), 0);
    return [{ key: department.key, tally: added(own), placesLeft, queue: waitsFor(company, department, staff, now) }];
  });
}

function waitsFor(company: Company, { key, workingTime }: Department, staff: readonly PersonRow[], now: Date): QueueWaits {
  const { strangersPercent } = company.policy.data.conversations;
  const units = { caseUnits: caseUnits(company.policy.data, key), portfolioUnits: 0 };
  const seek = strangersPercent === undefined ? units : { ...units, strangersPercent };
  const reasons = staff.map((row) => whyNot(candidateOf(company, row, now), seek));
  const unable = Object.fromEntries(
    [...Map.groupBy(reasons, (each) => each)].flatMap(([reason, each]) => (reason === null ? [] : [[reason, each.length]])),
  );
  const isOpen = workingTime.isOpen(now);
  const back = staff.flatMap((row) => backOf(company, row, now) ?? []);
  return {
    isOpen,
    opensAt: isOpen ? null : workingTime.nextOpening(now),
    able: reasons.filter((each) => each === null).length,
    unable,
    backAt: back.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
  };
}

function candidateOf(company: Company, row: PersonRow, now: Date): Candidate {
  const { department, capacity, cases, portfolio, serves } = row;
  const availability = presenceOf(company, row, now);
  return { specialist: row.id as SpecialistId, department, availability, capacity, cases, portfolio, serves };
}
