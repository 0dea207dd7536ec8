import type { Db } from '../../src/db/db.ts';
import { type Retaken, retake } from '../../src/reports/retake.ts';

/** Takes everything that was ever decided in this database again. */
export function retakeAll(db: Db): Promise<Retaken> {
  return retake(db, { from: new Date(0), until: new Date('9999-01-01') });
}

/** Facts that decisions were taken on, and that are dated otherwise than they are now: a size, terms or hours that changed without a date. */
export async function undated(db: Db): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(`
    select 'client ' || c.id as id from client c where c.size is distinct from
      (select size from client_size z where z.client_id = c.id order by z."from" desc limit 1)
    union all
    select 'specialist ' || s.id from specialist s
      where jsonb_build_array(s.role, s.department_id, s.capacity, s.serves, s.trained, s.languages, s.deputy_id, s.hours, s.left_at) is distinct from
      (select jsonb_build_array(t.role, t.department_id, t.capacity, t.serves, t.trained, t.languages, t.deputy_id, t.hours, t.left_at)
         from specialist_terms t where t.specialist_id = s.id order by t."from" desc limit 1)
    union all
    select 'department ' || d.id from department d where jsonb_build_array(d.time_zone, d.hours, d.holidays) is distinct from
      (select jsonb_build_array(h.time_zone, h.hours, h.holidays) from department_hours h where h.department_id = d.id order by h."from" desc limit 1)`);
  return rows.map(({ id }) => id);
}
