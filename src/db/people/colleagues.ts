import type { Worded } from '../../domain/language.ts';
import type { Availability } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { absence, department, specialist, specialistLoad } from '../schema.ts';
import { statement } from '../statement.ts';
import { engagedAt, engagedUntil } from './engaged.ts';
import { isHereAt } from './presence.ts';

const s = named(specialist, 's');
const d = named(department, 'd');
const l = named(specialistLoad, 'l');
const a = named(absence, 'a');

const shape = {
  id: s.id,
  name: s.name,
  department: d.key,
  department_name: expression<Worded>(d.name),
  availability: expression<Availability>(s.availability),
  /** a sign or a word says that they are here */
  here: expression<boolean>(isHereAt(s.id, '$1::text::timestamptz')),
  engaged: engagedAt(s.id, '$1::text::timestamptz'),
  engaged_until: engagedUntil(s.id, '$1::text::timestamptz'),
  away_until: s.awayUntil,
  absent: expression<boolean>(`exists (select 1 from ${a} where ${a.specialistId} = ${s.id} and ${a.until} > $1::text::timestamptz
    and ${a.from} <= $1::text::timestamptz and ${a.cancelledAt} is null)`),
  absent_until: expression<Date | null>(`(select max(${a.until}) from ${a} where ${a.specialistId} = ${s.id}
    and ${a.until} > $1::text::timestamptz and ${a.from} <= $1::text::timestamptz and ${a.cancelledAt} is null)`),
  serves: s.serves,
  capacity: s.capacity,
  cases: expression<number>(`coalesce(${l.caseUnits}, 0)`),
  portfolio: expression<number>(`coalesce(${l.portfolioUnits}, 0)`),
};

export type PersonRow = RowOf<typeof shape>;

const list = statement<PersonRow>(
  `select ${columns(shape)}
     from ${d} join ${s} on ${s.departmentId} = ${d.id} and ${s.leftAt} is null
     left join ${l} on ${l.specialistId} = ${s.id} and ${l.departmentId} = ${d.id}
    order by ${d.key}, ${s.name}, ${s.id}`,
);

/** Lists everybody something can be transferred to, by department. */
export function staff(db: Queries, at: Date): Promise<PersonRow[]> {
  return list(db, [at.toISOString()]);
}
