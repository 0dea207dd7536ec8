import { asc, eq } from 'drizzle-orm';
import type { WeeklyHours } from '../../domain/hours.ts';
import type { DepartmentId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { department, specialist, specialistLoad } from '../schema.ts';
import { statement } from '../statement.ts';

/** Lists departments by key. */
export function departmentIds(db: Queries): Promise<{ id: DepartmentId; key: string }[]> {
  return orm(db).select({ id: department.id, key: department.key }).from(department).orderBy(asc(department.key));
}

export async function departmentId(db: Queries, key: string): Promise<DepartmentId | null> {
  const rows = await orm(db).select({ id: department.id }).from(department).where(eq(department.key, key));
  return rows[0]?.id ?? null;
}

/** Reads when a department works; null when there is no such department. */
export async function departmentHours(
  db: Queries,
  key: string,
): Promise<{ readonly hours: WeeklyHours | null; readonly timeZone: string } | null> {
  const rows = await orm(db)
    .select({ hours: department.hours, timeZone: department.timeZone })
    .from(department)
    .where(eq(department.key, key));
  return (rows[0] ?? null) as { readonly hours: WeeklyHours | null; readonly timeZone: string } | null;
}

const d = named(department, 'd');
const s = named(specialist, 's');
const l = named(specialistLoad, 'l');

const shape = {
  departmentId: d.id,
  works: expression<boolean>(
    `exists (select 1 from ${s} join ${l} on ${l.specialistId} = ${s.id} and ${l.departmentId} = ${d.id}
       where ${s.id} = $2::text::uuid and ${s.departmentId} = ${d.id} and ${s.leftAt} is null)`,
  ),
};

const place = statement<RowOf<typeof shape>>(`select ${columns(shape)} from ${d} where ${d.key} = $1::text`);

/** Finds the department, and whether this person works there now and has a load in it; null when there is no such department. */
export async function placeIn(db: Queries, key: string, specialistId: string): Promise<RowOf<typeof shape> | null> {
  const rows = await place(db, [key, specialistId]);
  return rows[0] ?? null;
}
