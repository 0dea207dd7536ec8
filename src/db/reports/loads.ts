import type { DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { texts } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const l = named(schema.reportLoad, 'l');
const q = named(schema.reportQueue, 'q');
const y = named(schema.reportStay, 'y');
const s = named(schema.reportSpan, 's');

/** Which loads are asked for: of these days, both included, and of whom. */
export interface LoadFilter {
  readonly from: string;
  readonly until: string;
  readonly origins: readonly string[];
  /** null: whichever */
  readonly departments: readonly string[] | null;
  /** '': nobody */
  readonly specialist: string | null;
}

/** By what is told apart: `department`, `day`, `week`, `month`. */
type Told = ReadonlySet<string>;

export interface Time {
  /** '' where they are not told apart by it */
  readonly day: string;
  readonly week: string;
  readonly month: string;
}

/** Parameters 1 to 7: days, origins, departments, and by which times. */
const parametersOf = ({ from, until, origins, departments }: LoadFilter, told: Told) => [
  from,
  until,
  texts(origins),
  departments === null ? null : texts(departments),
  ...['day', 'week', 'month'].map((each) => (told.has(each) ? 'yes' : null)),
];

const within = (day: string) => `${day} >= $1::text::date and ${day} <= $2::text::date`;
const among = (department: string) => `($4::text is null or ${department}::text in (select unnest($4::text::text[])))`;

const timesOf = (day: string, first = 5) => `case when $${first}::text is null then '' else ${day}::text end as day,
  case when $${first + 1}::text is null then '' else to_char(${day}, 'IYYY-"W"IW') end as week,
  case when $${first + 2}::text is null then '' else to_char(${day}, 'YYYY-MM') end as month`;

const sums = [
  'capacity',
  'cases',
  'newCases',
  'portfolio',
  'conversations',
  'clients',
  'places',
  'otherConversations',
  'otherClients',
  'gained',
  'gainedNew',
] as const;

export type LoadSum = (typeof sums)[number];

/** What somebody had to do in a department: sums over days (db/schema/reports `reportLoad`). */
export type LoadRead = Time & { readonly department: DepartmentId; readonly specialist: SpecialistId } & Readonly<Record<LoadSum, number>>;

const loads = statement<LoadRead>(
  `select ${timesOf(l.day)}, ${l.departmentId} as department, ${l.specialistId} as specialist,
     ${sums.map((each) => `sum(${l[each]})::float8 as "${each}"`).join(', ')}
   from ${l} where ${within(l.day)} and (${l.origin} = '' or ${l.origin} in (select unnest($3::text::text[])))
     and ${among(l.departmentId)} and ($8::text is null or ${l.specialistId}::text = $8::text)
   group by 1, 2, 3, 4, 5`,
);

/** Reads loads added up by person, department and the times asked for. */
export function loadsOf(db: Queries, filter: LoadFilter, told: Told): Promise<LoadRead[]> {
  return loads(db, [...parametersOf(filter, told), filter.specialist]);
}

const bases = statement<Time & { readonly seconds: number }>(
  `select ${timesOf(s.start, 3)}, sum(${s.seconds})::float8 as seconds from ${s}
   where ${s.grain} = 'load' and ${s.seconds} is not null and ${within(s.start)} group by 1, 2, 3`,
);

/** Reads how much time is counted: days that are over, and today up to now. */
export function timeCounted(db: Queries, filter: LoadFilter, told: Told): Promise<(Time & { readonly seconds: number })[]> {
  const [from, until, , , ...times] = parametersOf(filter, told);
  return bases(db, [from, until, ...times]);
}

/** A department's queue; `department` '' where departments are not told apart. */
export interface QueueRead extends Time {
  readonly department: string;
  /** conversations times seconds */
  readonly waited: number;
  readonly most: number;
}

const queues = statement<QueueRead>(
  `select ${timesOf(q.day)}, case when $8::text is null then '' else ${q.departmentId}::text end as department,
     coalesce(sum(${q.waited}) filter (where ${q.origin} in (select unnest($3::text::text[]))), 0)::float8 as waited,
     coalesce(max(${q.most}) filter (where ${q.origin} in (select unnest($9::text::text[]))), 0)::int as most
   from ${q} where ${within(q.day)} and ${among(q.departmentId)} group by 1, 2, 3, 4`,
);

const byDepartment = (told: Told) => (told.has('department') ? 'yes' : null);

/** Reads how many waited. `isTogether`: of all origins there are, so that the most of all of them together is known. */
export function queuesRead(db: Queries, filter: LoadFilter, told: Told, isTogether: boolean): Promise<QueueRead[]> {
  return queues(db, [...parametersOf(filter, told), byDepartment(told), texts(isTogether ? [''] : filter.origins)]);
}

/** What came of waiting, of those who began to on these days. */
export interface WaitRead extends Time {
  readonly department: string;
  readonly n: number;
  readonly found: number;
  readonly left: number;
  readonly waiting: number;
  readonly median: number | null;
  readonly p90: number | null;
}

/** How a wait ended: somebody was found, it moved to another queue, nobody was needed any more, or not yet. */
export const waitState = `case when ${y.until} is null then 'open' when ${y.ended} = 'assigned' then 'done' when ${y.ended} = 'queued' then 'moved' else 'unanswered' end`;

const waitedFor = (share: number) =>
  `percentile_disc(${share}) within group (order by extract(epoch from ${y.until} - ${y.from})) filter (where ${y.ended} = 'assigned')`;

const counted = (state: string) => `count(*) filter (where ${waitState} = '${state}')::int`;

const waits = statement<WaitRead>(
  `select ${timesOf(y.day)}, case when $8::text is null then '' else ${y.departmentId}::text end as department,
     count(*)::int as n, ${counted('done')} as found, ${counted('unanswered')} as left, ${counted('open')} as waiting,
     round(${waitedFor(0.5)})::float8 as median, round(${waitedFor(0.9)})::float8 as p90
   from ${y} where ${y.specialistId} is null and ${within(y.day)} and ${y.origin} in (select unnest($3::text::text[])) and ${among(y.departmentId)}
   group by 1, 2, 3, 4`,
);

/** Reads what came of waiting. */
export function waitsOf(db: Queries, filter: LoadFilter, told: Told): Promise<WaitRead[]> {
  return waits(db, [...parametersOf(filter, told), byDepartment(told)]);
}
