import type { Queries } from './db.ts';

/** Meetings that are near: each is reminded of once. */
export function remindMeetings(db: Queries, now: Date, before: Date, limit: number): Promise<{ id: string; specialist: string }[]> {
  return db.query(
    `update task set reminded_at = $1::text::timestamptz where id in (
       select id from task where kind = 'meeting' and done_at is null and reminded_at is null and specialist_id is not null
         and due_at <= $2::text::timestamptz order by due_at limit $3::text::int for update skip locked)
     returning id, specialist_id as specialist`,
    [now.toISOString(), before.toISOString(), String(limit)],
  );
}
