import type { DepartmentKey } from '../../domain/department.ts';
import type { Engagement } from '../../domain/engagement.ts';
import type { DepartmentId, SpecialistId } from '../../domain/ids.ts';
import type { Availability } from '../../domain/specialist.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { engagedAt, engagedUntil } from '../people/engaged.ts';
import { isHereAt } from '../people/presence.ts';
import { absence, department, specialist, specialistLoad } from '../schema.ts';
import { statement } from '../statement.ts';

export interface LoadRow {
  readonly specialist: SpecialistId;
  readonly department: DepartmentKey;
  readonly cases: number;
  readonly portfolio: number;
  readonly capacity: number;
  readonly availability: Availability;
  readonly awayUntil: Date | null;
  /** when the planned absence that is on ends; null: none is on */
  readonly absentUntil: Date | null;
  /** a sign or a word says that they are here (R16) */
  readonly present: boolean;
  /** at a meeting or on a call, and until when (R16) */
  readonly engaged: Engagement | null;
  readonly engagedUntil: Date | null;
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
  /** in which they work, as codes */
  readonly languages?: readonly string[];
  readonly hasLeft?: boolean;
}

const l = named(specialistLoad, 'l');
const d = named(department, 'd');
const s = named(specialist, 's');
const a = named(absence, 'a');

const isConcerned = `${d.key} = any($1::text::text[]) or ${l.specialistId} = any($2::text::uuid[])`;

const load = {
  specialist: l.specialistId,
  department: expression<DepartmentKey>(d.key),
  departmentId: l.departmentId,
  cases: l.caseUnits,
  portfolio: l.portfolioUnits,
  policyVersion: l.policyVersion,
};

const concerned = `select ${columns(load)} from ${l} join ${d} on ${d.id} = ${l.departmentId}
   where ${isConcerned} order by ${l.specialistId}, ${l.departmentId}`;
const lockConcerned = statement<RowOf<typeof load>>(`${concerned} for no key update of l`);
const readConcerned = statement<RowOf<typeof load>>(concerned);

const isAbsent = `${a.specialistId} = ${s.id} and ${a.until} > $3::text::timestamptz and ${a.from} <= $3::text::timestamptz and ${a.cancelledAt} is null`;
const absentDeputy = `(select ${a.deputyId} from ${a} where ${isAbsent} and ${a.deputyId} is not null order by ${a.from}, ${a.id} limit 1)`;

const staff = {
  specialist: s.id,
  capacity: s.capacity,
  availability: expression<Availability>(s.availability),
  awayUntil: s.awayUntil,
  serves: s.serves,
  trained: s.trained,
  languages: expression<readonly string[]>(s.languages),
  hasLeft: expression<boolean>(`${s.leftAt} is not null`),
  /** null: of no department, or a leaver */
  worksIn: expression<DepartmentId | null>(`case when ${s.leftAt} is null then ${s.departmentId} end`),
  absentUntil: expression<Date | null>(`(select max(${a.until}) from ${a} where ${isAbsent})`),
  present: expression<boolean>(isHereAt(s.id, '$3::text::timestamptz')),
  engaged: engagedAt(s.id, '$3::text::timestamptz'),
  engagedUntil: engagedUntil(s.id, '$3::text::timestamptz'),
  deputy: expression<SpecialistId | null>(`coalesce(${absentDeputy}, ${s.deputyId})`),
};

const staffConcerned = statement<RowOf<typeof staff>>(
  `select ${columns(staff)} from ${s}
   where ${s.id} in (select ${l.specialistId} from ${l} join ${d} on ${d.id} = ${l.departmentId} where ${isConcerned})`,
);

/** Whose load rows are wanted: of everybody in the departments, and of the specialists wherever they have one. */
export interface LoadsWanted {
  readonly departments: ReadonlySet<DepartmentKey>;
  readonly specialists: ReadonlySet<SpecialistId>;
}

/**
 * Locks every load row that is wanted, once, in order of id. Who works there is read by a later statement: the one that waited for the locks
 * still sees a leaver who left meanwhile.
 */
export function lockLoads(tx: Queries, wanted: LoadsWanted, now: Date): Promise<LoadRow[]> {
  return loadsBy(lockConcerned, tx, wanted, now);
}

/** Reads load rows without a lock: for whoever looks, and decides nothing. */
export function readLoads(tx: Queries, wanted: LoadsWanted, now: Date): Promise<LoadRow[]> {
  return loadsBy(readConcerned, tx, wanted, now);
}

async function loadsBy(rows: typeof readConcerned, tx: Queries, wanted: LoadsWanted, now: Date): Promise<LoadRow[]> {
  const concern = [texts([...wanted.departments]), uuids([...wanted.specialists])];
  const [loads, people] = await Promise.all([rows(tx, concern), staffConcerned(tx, [...concern, now.toISOString()])]);
  const factsOf = new Map(people.map((each) => [each.specialist, each]));
  return loads.flatMap(({ departmentId, ...row }) => {
    const facts = factsOf.get(row.specialist);
    if (facts === undefined) return [];
    const { worksIn, serves, ...rest } = facts;
    const here = worksIn === departmentId;
    return [{ ...row, ...rest, here, serves: serves && here }];
  });
}
