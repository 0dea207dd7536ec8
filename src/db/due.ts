import type { ConversationId } from '../domain/ids.ts';
import { numbers, uuids } from './arrays.ts';
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

/** Room somebody needs to have for one more conversation, and who is on shift. */
export interface Room {
  readonly departments: readonly { readonly id: string; readonly caseUnits: number }[];
  readonly onShift: readonly string[];
}

/**
 * Queued conversations, at most `limit` of a department, oldest first after the `skip` oldest, where somebody who serves is there and
 * has room for one more. Without that person a retry could only fail; whether a portfolio has room is not looked at here.
 */
export function queuedWithRoom(
  db: Queries,
  now: Date,
  room: Room,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<{ conversation: ConversationId }[]> {
  return db.query(
    `select id as conversation from (
       select c.id, c.waiting_since, row_number() over (partition by c.department_id order by c.waiting_since nulls last, c.id) as place
       from conversation c join unnest($2::text::uuid[], $3::text::int[]) as d(id, units) on d.id = c.department_id
       where c.status = 'queued' and exists (
         select 1 from specialist_load l join specialist s on s.id = l.specialist_id
         where l.department_id = c.department_id and s.department_id = c.department_id and s.serves and s.left_at is null
           and l.case_units + d.units <= s.capacity and s.id = any($4::text::uuid[])
           and (s.availability = 'available' or (s.availability = 'away' and s.away_until <= $1::text::timestamptz))
           and not exists (select 1 from absence a where a.specialist_id = s.id and a.until > $1::text::timestamptz
             and a."from" <= $1::text::timestamptz and a.cancelled_at is null))) waiting
     where place > $5::int and place <= $5::int + $6::int order by waiting_since nulls last`,
    [
      now.toISOString(),
      uuids(room.departments.map((each) => each.id)),
      numbers(room.departments.map((each) => each.caseUnits)),
      uuids(room.onShift),
      skip,
      limit,
    ],
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
