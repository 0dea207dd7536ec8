import type { WeeklyHours } from '../../domain/hours.ts';
import type { Language, Worded } from '../../domain/language.ts';
import type { Availability, Role } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { absence, conversation, department, leaving, specialist, specialistLoad, task } from '../schema.ts';
import { statement } from '../statement.ts';
import { engagedAt, engagedUntil } from './engaged.ts';
import { personVersion } from './person.ts';
import { isHereAt } from './presence.ts';

const s = named(specialist, 's');
const d = named(department, 'd');
const deputy = named(specialist, 'p');
const l = named(specialistLoad, 'l');
const h = named(department, 'h');
const c = named(conversation, 'c');
const a = named(absence, 'a');
const absent = named(specialist, 'ap');
const lv = named(leaving, 'lv');
const ld = named(department, 'ld');
const t = named(task, 't');

interface NextAbsence {
  readonly id: string;
  readonly from: string;
  readonly until: string;
  readonly reason: string;
  readonly deputyId: string | null;
  readonly deputyName: string | null;
}

const nextAbsence = `(select json_build_object('id', ${a.id}, 'from', ${a.from}, 'until', ${a.until}, 'reason', ${a.reason},
    'deputyId', ${a.deputyId}, 'deputyName', ${absent.name})
  from ${a} left join ${absent} on ${absent.id} = ${a.deputyId}
  where ${a.specialistId} = ${s.id} and ${a.cancelledAt} is null and ${a.until} > $1::text::timestamptz order by ${a.from}, ${a.id} limit 1)`;

const leftIn = `(select ${ld.key} from ${lv} join ${t} on ${t.id} = ${lv.taskId} and ${t.doneAt} is null join ${ld} on ${ld.id} = ${lv.departmentId}
  where ${lv.specialistId} = ${s.id} and ${lv.undoneAt} is null order by ${lv.at} desc, ${lv.id} desc limit 1)`;

const shape = {
  id: s.id,
  version: personVersion,
  name: s.name,
  email: s.email,
  role: expression<Role>(s.role),
  departmentId: s.departmentId,
  department: nullable(d.key),
  departmentName: expression<Worded | null>(d.name),
  heads: expression<readonly string[] | null>(`(select json_agg(${h.key} order by ${h.key}) from ${h} where ${h.headId} = ${s.id})`),
  languages: expression<readonly Language[]>(s.languages),
  capacity: s.capacity,
  serves: s.serves,
  trained: s.trained,
  availability: expression<Availability>(s.availability),
  /** a sign or a word says that they are here */
  here: expression<boolean>(isHereAt(s.id, '$1::text::timestamptz')),
  engaged: engagedAt(s.id, '$1::text::timestamptz'),
  engagedUntil: engagedUntil(s.id, '$1::text::timestamptz'),
  awayUntil: s.awayUntil,
  deputyId: s.deputyId,
  deputyName: nullable(deputy.name),
  hours: expression<WeeklyHours | null>(s.hours),
  slackUser: s.slackUser,
  leftAt: s.leftAt,
  /** the department whose head is asked to give their clients to others, for they are there no more */
  leftIn: expression<string | null>(leftIn),
  /** the absence that is on, else the next one */
  absence: expression<NextAbsence | null>(nextAbsence),
  conversations: expression<number>(`(select count(*)::int from ${c}
    where ${c.specialistId} = ${s.id} and ${c.status} in ('waiting-on-us', 'waiting-on-client'))`),
  /** units of both budgets, where they work */
  cases: expression<number>(`coalesce(${l.caseUnits}, 0)`),
  portfolio: expression<number>(`coalesce(${l.portfolioUnits}, 0)`),
};

export type StaffRow = RowOf<typeof shape>;

const select = `select ${columns(shape)}
  from ${s} left join ${d} on ${d.id} = ${s.departmentId} left join ${deputy} on ${deputy.id} = ${s.deputyId}
    left join ${l} on ${l.specialistId} = ${s.id} and ${l.departmentId} = ${s.departmentId}`;

const list = statement<StaffRow>(
  `${select} where ($2::text is null or ${d.key} in (select json_array_elements_text($2::text::json)) or ${leftIn} in (select json_array_elements_text($2::text::json))
       or ${s.id} = $3::text::uuid)
     and ($4::text = 'with leavers' or ${s.leftAt} is null)
    order by ${d.key} nulls first, ${s.name}, ${s.id}`,
);

/** Lists everybody, or those of the departments and this one person (`or`), by department and name; leavers only when asked for. */
export function staffRows(
  db: Queries,
  at: Date,
  which: { readonly departments: readonly string[] | null; readonly or?: string; readonly leavers: boolean },
): Promise<StaffRow[]> {
  const departments = which.departments === null ? null : JSON.stringify(which.departments);
  return list(db, [at.toISOString(), departments, which.or ?? null, which.leavers ? 'with leavers' : 'present']);
}

const find = statement<StaffRow>(`${select} where ${s.id} = $2::text::uuid`);

export async function staffRow(db: Queries, at: Date, id: string): Promise<StaffRow | null> {
  const rows = await find(db, [at.toISOString(), id]);
  return rows[0] ?? null;
}
