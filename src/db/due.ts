import type { ConversationId } from '../domain/ids.ts';
import type { Queries } from './db.ts';

export interface DueTimer {
  readonly conversation: ConversationId;
  readonly key: string;
  readonly generation: number;
}

export function dueTimers(db: Queries, now: Date, limit: number): Promise<DueTimer[]> {
  return db.query(
    `select conversation_id as conversation, key, generation from timer where due_at <= $1::text::timestamptz order by due_at limit $2::int`,
    [now.toISOString(), limit],
  );
}

/**
 * Queued conversations, oldest first, in departments where somebody who serves is available and has room for one more.
 * Without that person a retry could only fail.
 */
export function queuedWithRoom(db: Queries, now: Date, limit: number): Promise<{ conversation: ConversationId }[]> {
  return db.query(
    `select c.id as conversation from conversation c
     where c.status = 'queued' and exists (
       select 1 from specialist_load l join specialist s on s.id = l.specialist_id
       where l.department_id = c.department_id and s.serves and s.left_at is null and l.case_units < s.capacity
         and (s.availability = 'available' or (s.availability = 'away' and s.away_until <= $1::text::timestamptz)))
     order by c.waiting_since nulls last limit $2::int`,
    [now.toISOString(), limit],
  );
}

export async function beat(db: Queries, name: string, now: Date): Promise<void> {
  await db.query(
    `insert into heartbeat (name, at) values ($1::text, $2::text::timestamptz) on conflict (name) do update set at = excluded.at`,
    [name, now.toISOString()],
  );
}

/** Keys of what came in before `before` are forgotten: nobody repeats a message that old. */
export async function pruneKeys(db: Queries, before: Date): Promise<void> {
  await db.query(`delete from inbound_key where received_at < $1::text::timestamptz`, [before.toISOString()]);
}
