import type { PersonRow } from '../../db/people/colleagues.ts';
import type { Part } from '../../db/reports/now/sight.ts';
import type { OpenTally } from '../../db/reports/now/waiting.ts';
import { caseUnits } from '../../domain/capacity.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Presence } from '../../domain/specialist.ts';
import type { Company } from '../../engine/company.ts';
import { backAgainAt } from '../../engine/verbs/by-hand.ts';
import { presenceOf } from '../../people/objected-now.ts';
import { added, type Tally } from './tally.ts';

/** What somebody has to do, against both budgets (R12). */
export interface LoadNow extends Pick<Tally, 'open' | 'waiting' | 'late'> {
  /** shares 0..1 of their capacity */
  readonly conversations: number;
  readonly portfolio: number;
  /** how many conversations more they may have */
  readonly placesLeft: number;
}

export interface PersonNow {
  readonly id: SpecialistId;
  readonly name: string;
  readonly department: DepartmentKey;
  readonly presence: Presence;
  /** when they are there again, where that is known */
  readonly backAt: Date | null;
  readonly serves: boolean;
  /** null: a colleague's, whose work is not the viewer's to see */
  readonly load: LoadNow | null;
}

/** Lists people of a part with their loads; of one person's colleagues only whether they are there. */
export function peopleNow(company: Company, all: readonly PersonRow[], tallies: readonly OpenTally[], part: Part, now: Date): PersonNow[] {
  const own = all.find(({ id }) => id === part.person);
  const isShown = ({ department }: PersonRow): boolean =>
    part.person === null ? (part.departments?.includes(department) ?? true) : department === own?.department;
  const bySpecialist = Map.groupBy(tallies, ({ specialist }) => specialist);
  return all.filter(isShown).map((row) => {
    const id = row.id as SpecialistId;
    const isOpenToViewer = part.person === null || row.id === part.person;
    return {
      id,
      name: row.name,
      department: row.department,
      presence: presenceOf(company, row, now),
      backAt: isOpenToViewer ? backOf(company, row, now) : null,
      serves: row.serves,
      load: isOpenToViewer ? loadOf(company, row, added(bySpecialist.get(id) ?? [])) : null,
    };
  });
}

/** Says when somebody who is not there is expected back; null: they are there, or nobody knows. */
export function backOf(company: Company, row: PersonRow, now: Date): Date | null {
  const availability = presenceOf(company, row, now);
  const { away_until: awayUntil, absent_until: absentUntil, engaged_until: engagedUntil } = row;
  return backAgainAt(company, { specialist: row.id as SpecialistId, availability, awayUntil, absentUntil, engagedUntil }, now);
}

function loadOf({ policy }: Company, { department, capacity, cases, portfolio }: PersonRow, { open, waiting, late }: Tally): LoadNow {
  const share = (units: number): number => (capacity > 0 ? units / capacity : 0);
  const placesLeft = Math.max(0, Math.floor((capacity - cases) / caseUnits(policy.data, department)));
  return { open, waiting, late, conversations: share(cases), portfolio: share(portfolio), placesLeft };
}
