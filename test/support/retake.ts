import type { Db } from '../../src/db/db.ts';
import { type Retaken, retake } from '../../src/reports/retake.ts';

/** Takes everything that was ever decided in this database again. */
export function retakeAll(db: Db): Promise<Retaken> {
  return retake(db, { from: new Date(0), until: new Date('9999-01-01') });
}

/** What was decided and not kept: a deadline that was breached or begun, or a move, of which nothing says what it was decided on. */
export async function unkept(db: Db): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(`
    select 'breach of ' || t.id as id from conversation_event e
      join turn t on t.conversation_id = e.conversation_id and t.n = (e.data ->> 'turn')::int
      where e.type = 'lapsed' and not exists (
        select 1 from deadline d where d.about = t.id and d.kind = 'breach' and d.at = e.at and d.due = e.at
          and d.basis -> 'facts' -> 'hold' = e.data -> 'hold')
    union all
    select 'queue ' || t.conversation_id from timer t where t.key = 'queue' and not exists (
      select 1 from deadline d where d.about = t.conversation_id and d.kind in ('queue', 'queue-due') and d.due = t.due_at)
    union all
    select 'proposal ' || p.id from proposal p where not exists (
      select 1 from deadline d where d.about = p.id and d.kind = 'accept-' || p.kind and d.due = p.due_at)
    union all
    select 'task ' || t.id from task t where t.kind = 'leaver' and not exists (
      select 1 from deadline d where d.about = t.id and d.kind = 'leaver' and d.due = t.due_at)
    union all
    select t.kind || ' task ' || t.id from task t where t.kind in ('handover', 'handed-over', 'given', 'finance') and not exists (
      select 1 from deadline d where d.about = t.id and d.kind in ('first-word', 'given', 'finance') and d.due = t.due_at)
    union all
    select t.kind || ' task ' || t.id from task t where t.kind in ('meeting', 'meeting-idea', 'call-back') and t.starts_at is null and not exists (
      select 1 from deadline d where d.about = t.id and d.kind in ('meeting', 'call-back') and d.due = t.due_at)
    union all
    select 'move ' || m.id from portfolio_move m where m.basis is null`);
  return rows.map(({ id }) => id);
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
