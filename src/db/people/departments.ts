import type { WeeklyHours } from '../../domain/hours.ts';
import type { DepartmentId, SpecialistId } from '../../domain/ids.ts';
import type { Worded } from '../../domain/language.ts';
import type { Queries } from '../db.ts';

export interface DepartmentRow {
  readonly id: DepartmentId;
  readonly key: string;
  readonly version: string;
  readonly name: Worded;
  readonly timeZone: string;
  readonly headId: SpecialistId | null;
  readonly headName: string | null;
  readonly hours: WeeklyHours | null;
  readonly holidays: readonly string[];
}

const version = `md5(jsonb_build_array(d.head_id, d.hours, d.holidays)::text)`;
const select = `select d.id, d.key, ${version} as version, d.name, d.time_zone as "timeZone", d.head_id as "headId", s.name as "headName",
  d.hours, d.holidays from department d left join specialist s on s.id = d.head_id`;

export function departmentRows(db: Queries): Promise<DepartmentRow[]> {
  return db.query(`${select} order by d.key`);
}

export async function departmentRow(db: Queries, key: string): Promise<DepartmentRow | null> {
  const rows = await db.query<DepartmentRow>(`${select} where d.key = $1::text`, [key]);
  return rows[0] ?? null;
}

/** False when it is no longer in the state called `seen`. */
export async function updateDepartment(
  tx: Queries,
  id: string,
  seen: string,
  state: { readonly headId: string | null; readonly hours: WeeklyHours | null; readonly holidays: readonly string[] },
): Promise<boolean> {
  const rows = await tx.query(
    `update department d set head_id = $3::text::uuid, hours = $4::text::jsonb, holidays = $5::text::jsonb
      where d.id = $1::text::uuid and ${version} = $2::text returning d.id`,
    [id, seen, state.headId, state.hours === null ? null : JSON.stringify(state.hours), JSON.stringify(state.holidays)],
  );
  return rows.length > 0;
}
