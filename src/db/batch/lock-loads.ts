import type { DepartmentKey } from '../../domain/department.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Availability } from '../../domain/specialist.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

export interface LoadRow {
  readonly specialist: SpecialistId;
  readonly department: DepartmentKey;
  readonly cases: number;
  readonly portfolio: number;
  readonly capacity: number;
  readonly availability: Availability;
  readonly awayUntil: Date | null;
  /** a planned absence is on */
  readonly absent: boolean;
  /** works in this department now: not a leaver, and not one who changed to another */
  readonly here: boolean;
  /** false for one who does not serve, and for who is not here */
  readonly serves: boolean;
  /** for matters of debts (R9) */
  readonly trained: boolean;
  /** by which policy the units were reckoned */
  readonly policyVersion: number;
  /** who stands in for them now: named with the absence that is on, else for always */
  readonly deputy: SpecialistId | null;
}

interface LockedLoad extends Pick<LoadRow, 'specialist' | 'department' | 'cases' | 'portfolio' | 'policyVersion'> {
  readonly departmentId: string;
}

interface StaffFacts
  extends Pick<LoadRow, 'specialist' | 'capacity' | 'availability' | 'awayUntil' | 'absent' | 'serves' | 'trained' | 'deputy'> {
  /** null: of no department, or a leaver */
  readonly worksIn: string | null;
}

/**
 * Locks every load row of the departments and of the specialists, once, in order of id. Who works there is read by a later statement:
 * the one that waited for the locks still sees a leaver who left meanwhile.
 */
export async function lockLoads(
  tx: Queries,
  departments: readonly DepartmentKey[],
  specialists: readonly SpecialistId[],
  now: Date,
): Promise<LoadRow[]> {
  const concerned = 'd.key = any($1::text::text[]) or l.specialist_id = any($2::text::uuid[])';
  const which = [texts(departments), uuids(specialists)];
  const [loads, staff] = await Promise.all([
    tx.query<LockedLoad>(
      `select l.specialist_id as specialist, d.key as department, l.department_id as "departmentId", l.case_units as cases,
         l.portfolio_units as portfolio, l.policy_version as "policyVersion"
       from specialist_load l join department d on d.id = l.department_id
       where ${concerned} order by l.specialist_id, l.department_id for no key update of l`,
      which,
    ),
    tx.query<StaffFacts>(
      `select s.id as specialist, s.capacity, s.availability, s.away_until as "awayUntil", s.serves, s.trained,
         case when s.left_at is null then s.department_id end as "worksIn",
         exists (select 1 from absence a where a.specialist_id = s.id and a.until > $3::text::timestamptz
           and a."from" <= $3::text::timestamptz and a.cancelled_at is null) as absent,
         coalesce((select a.deputy_id from absence a where a.specialist_id = s.id and a.until > $3::text::timestamptz
           and a."from" <= $3::text::timestamptz and a.cancelled_at is null and a.deputy_id is not null order by a."from", a.id limit 1),
           s.deputy_id) as deputy
       from specialist s
       where s.id in (select l.specialist_id from specialist_load l join department d on d.id = l.department_id where ${concerned})`,
      [...which, now.toISOString()],
    ),
  ]);
  const factsOf = new Map(staff.map((each) => [each.specialist, each]));
  return loads.flatMap(({ departmentId, ...load }) => {
    const facts = factsOf.get(load.specialist);
    if (facts === undefined) return [];
    const { worksIn, serves, ...rest } = facts;
    const here = worksIn === departmentId;
    return [{ ...load, ...rest, here, serves: serves && here }];
  });
}
