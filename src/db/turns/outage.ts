import type { HoldKind } from '../../domain/turn.ts';
import { numbers, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

const name = 'server';

/** Notes that a server is alive. False when none was for longer than `gapMs`, or ever: nothing is noted then. */
export async function beat(db: Queries, now: Date, gapMs: number): Promise<boolean> {
  const rows = await db.query(
    `update heartbeat set at = $2::text::timestamptz where name = $1::text and at >= $3::text::timestamptz returning name`,
    [name, now.toISOString(), new Date(now.getTime() - gapMs).toISOString()],
  );
  return rows.length > 0;
}

/** When a server was last seen alive, held until the transaction ends, so that of several that come back one moves the deadlines; null: never. */
export async function lastBeat(tx: Queries): Promise<Date | null> {
  const rows = await tx.query<{ at: Date }>(`select at from heartbeat where name = $1::text for no key update`, [name]);
  return rows[0]?.at ?? null;
}

export async function setBeat(tx: Queries, now: Date): Promise<void> {
  await tx.query(
    `insert into heartbeat (name, at) values ($1::text, $2::text::timestamptz) on conflict (name) do update set at = excluded.at`,
    [name, now.toISOString()],
  );
}

/** Locks every window in which somebody owes an answer, in order of id. */
export async function lockOwing(tx: Queries): Promise<void> {
  await tx.query(
    `select 1 from "window" where id in (select window_id from conversation where due_at is not null) order by id for no key update`,
  );
}

export interface OpenHold {
  readonly conversation: string;
  readonly department: string;
  readonly turn: string;
  readonly n: number;
  readonly kind: HoldKind;
  readonly due: Date;
}

/** Deadlines that ran while nobody was served: those begun by `down` that have not lapsed. */
export function openHolds(tx: Queries, down: Date): Promise<OpenHold[]> {
  return tx.query(
    `select c.id as conversation, h.department_id as department, h.turn_id as turn, h.n, h.kind, h.due
     from conversation c join turn_hold h on h.turn_id = c.open_turn_id and h.n = c.open_holds
     where c.due_at is not null and h.until is null and h.lapsed_at is null and h."from" <= $1::text::timestamptz`,
    [down.toISOString()],
  );
}

/** Moves deadlines: holds, what lists show of them, and the timers that watch them. */
export async function moveHolds(
  tx: Queries,
  moved: readonly { readonly conversation: string; readonly turn: string; readonly n: number; readonly due: Date }[],
): Promise<void> {
  await tx.query(
    `with moved as (
       select * from unnest($1::text::uuid[], $2::text::uuid[], $3::text::int[], $4::text::timestamptz[]) as m(conversation, turn, n, due)
     ), holds as (
       update turn_hold h set due = m.due, moved_ms = h.moved_ms + (extract(epoch from m.due - h.due) * 1000)::bigint
       from moved m where h.turn_id = m.turn and h.n = m.n
     ), shown as (
       update conversation c set due_at = m.due, version = c.version + 1 from moved m where c.id = m.conversation
     )
     update timer t set due_at = m.due from moved m where t.conversation_id = m.conversation and t.key = 'reaction'`,
    [
      uuids(moved.map((each) => each.conversation)),
      uuids(moved.map((each) => each.turn)),
      numbers(moved.map((each) => each.n)),
      `{${moved.map((each) => each.due.toISOString()).join(',')}}`,
    ],
  );
}
