import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { department, departmentHours, specialist, specialistTerms } from '../schema.ts';
import { statement } from '../statement.ts';

const s = named(specialist, 's');
const t = named(specialistTerms, 't');
const d = named(department, 'd');
const h = named(departmentHours, 'h');

const terms = {
  role: s.role,
  departmentId: s.departmentId,
  capacity: s.capacity,
  serves: s.serves,
  trained: s.trained,
  languages: s.languages,
  deputyId: s.deputyId,
  hours: s.hours,
  leftAt: s.leftAt,
};

const hours = { timeZone: d.timeZone, hours: d.hours, holidays: d.holidays };

/** A row of what was so before, to be told from what is so now. */
const asRow = (of: Readonly<Record<string, string>>, keys: readonly string[]) =>
  `jsonb_build_array(${keys.map((each) => of[each]).join(', ')})`;

const since = `greatest($2::text::timestamptz, newest.since + interval '1 millisecond')`;

const dateSpecialists = statement(
  `${insertSelect(specialistTerms, { ...terms, specialistId: s.id, from: since })}
   from ${s} left join lateral (
     select ${t.from} as since, ${asRow(t, Object.keys(terms))} as was from ${t}
     where ${t.specialistId} = ${s.id} order by ${t.from} desc limit 1) newest on true
   where ${s.id} in (select unnest($1::text::uuid[])) and newest.was is distinct from ${asRow(terms, Object.keys(terms))}`,
);

/** Dates the terms on which these people work, as they have just been written. A clock that was set back does not change their order. */
export async function dateTerms(tx: Queries, people: Iterable<string>, at: Date): Promise<void> {
  const ids = [...people];
  if (ids.length > 0) await dateSpecialists(tx, [uuids(ids), at.toISOString()]);
}

const dateDepartments = statement(
  `${insertSelect(departmentHours, { ...hours, departmentId: d.id, from: since })}
   from ${d} left join lateral (
     select ${h.from} as since, ${asRow(h, Object.keys(hours))} as was from ${h}
     where ${h.departmentId} = ${d.id} order by ${h.from} desc limit 1) newest on true
   where ${d.id} in (select unnest($1::text::uuid[])) and newest.was is distinct from ${asRow(hours, Object.keys(hours))}`,
);

/** Dates the working time of these departments, as it has just been written. */
export async function dateHours(tx: Queries, departments: Iterable<string>, at: Date): Promise<void> {
  const ids = [...departments];
  if (ids.length > 0) await dateDepartments(tx, [uuids(ids), at.toISOString()]);
}
