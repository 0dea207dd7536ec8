import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import { numbers, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

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
 * Queued conversations, at most `limit` of a department after the `skip` first, where somebody who serves is there and has room for one
 * more. The most urgent come first: those whose client was already let down once, by an answer that was late; then the oldest. Without that person a retry could only fail; whether a portfolio has room is not looked at here.
 */
export function queuedWithRoom(
  db: Queries,
  now: Date,
  room: Room,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<{ conversation: ConversationId }[]> {
  return db.query(
    `select id as conversation from (
       select c.id, c.waiting_since, u.urgent,
         row_number() over (partition by c.department_id order by u.urgent desc, c.waiting_since nulls last, c.id) as place
       from conversation c
       cross join lateral (
         select exists (select 1 from turn_hold h where h.turn_id = c.open_turn_id and h.lapsed_at is not null) as urgent) u
       join unnest($2::text::uuid[], $3::text::int[]) as d(id, units) on d.id = c.department_id
       where c.status = 'queued' and exists (
         select 1 from specialist_load l join specialist s on s.id = l.specialist_id
         where l.department_id = c.department_id and s.department_id = c.department_id and s.serves and s.left_at is null
           and l.case_units + d.units <= s.capacity and s.id = any($4::text::uuid[])
           and (s.availability = 'available' or (s.availability = 'away' and s.away_until <= $1::text::timestamptz))
           and not exists (select 1 from absence a where a.specialist_id = s.id and a.until > $1::text::timestamptz
             and a."from" <= $1::text::timestamptz and a.cancelled_at is null))) waiting
     where place > $5::int and place <= $5::int + $6::int order by urgent desc, waiting_since nulls last`,
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

/** Who could be there: departments that work now, and people on shift. */
export interface Present {
  readonly working: readonly string[];
  readonly onShift: readonly string[];
}

/** Answers owed by people who are not there although their department works: the most pressing so many, or those among the given ones. */
export function heldByMissing(
  db: Queries,
  now: Date,
  { working, onShift }: Present,
  which: { readonly limit: number } | { readonly among: readonly ConversationId[] },
): Promise<{ conversation: ConversationId; specialist: SpecialistId }[]> {
  return db.query(
    `select c.id as conversation, c.specialist_id as specialist
     from specialist s join conversation c on c.specialist_id = s.id and c.status = 'waiting-on-us'
     join turn_hold h on h.turn_id = c.open_turn_id and h.n = c.open_holds and h.until is null
     where c.department_id = any($2::text::uuid[])
       -- Mostly everybody is there: it is seen from the staff alone, before any conversation is looked at.
       and (s.left_at is not null or s.availability <> 'available' or not s.id = any($3::text::uuid[])
         or exists (select 1 from absence a where a.specialist_id = s.id and a.until > $1::text::timestamptz))
       and (
       s.left_at is not null or s.availability = 'off' or not s.id = any($3::text::uuid[])
       or (s.availability = 'away' and coalesce(s.away_until > (case h.kind when 'promise' then h.due else $1::text::timestamptz end), true))
       or exists (select 1 from absence a where a.specialist_id = s.id and a.until > $1::text::timestamptz
         and a."from" <= $1::text::timestamptz and a.cancelled_at is null))
     ${'limit' in which ? 'order by c.due_at limit $4::int' : 'and c.id = any($4::text::uuid[])'}`,
    [now.toISOString(), uuids(working), uuids(onShift), 'limit' in which ? which.limit : uuids(which.among)],
  );
}

/** Keys of what came in before `before` are forgotten: nobody repeats a message that old. */
export async function pruneKeys(db: Queries, before: Date): Promise<void> {
  await db.query(`delete from inbound_key where received_at < $1::text::timestamptz`, [before.toISOString()]);
}
