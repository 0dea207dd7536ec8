import type { Author, MessageBody } from '../domain/message.ts';
import { numbers, texts, uuids } from './arrays.ts';
import type { Queries } from './db.ts';

export interface OutboxRow {
  readonly windowId: string;
  readonly target: string;
  readonly n: number;
  readonly verb: 'send' | 'edit' | 'delete';
  readonly seq: number;
  readonly attempts: number;
  /** null: there is no such message to the client */
  readonly conversationId: string | null;
  readonly author: Author | null;
  readonly body: MessageBody | null;
}

/** What identifies a row in its lane. */
type Place = Pick<OutboxRow, 'windowId' | 'target' | 'n'>;

function places(rows: readonly Place[]): [string, string, string] {
  return [uuids(rows.map((each) => each.windowId)), texts(rows.map((each) => each.target)), numbers(rows.map((each) => each.n))];
}

const lane = `window_id = o.window_id and target = o.target and n < o.n and status in ('waiting', 'leased')`;

/**
 * Leases the heads of lanes that are due, urgent ones first. A row that waits or is leased holds back everything behind it in its
 * lane; a lease that ran out counts as waiting. The text is read after the lease, so an edit made before it is in it; an internal one never is.
 */
export async function claimOutbox(db: Queries, claim: { holder: string; now: Date; until: Date; limit: number }): Promise<OutboxRow[]> {
  const leased = await db.query<Place>(
    `with heads as (
       select window_id, target, n from outbox o
       where ((status = 'waiting' and due_at <= $2::text::timestamptz) or (status = 'leased' and leased_until <= $2::text::timestamptz))
         and status in ('waiting', 'leased')
         and not exists (select 1 from outbox where ${lane})
       order by urgent desc, due_at, n limit $4::int for no key update skip locked)
     update outbox o set status = 'leased', leased_by = $1::text::uuid, leased_until = $3::text::timestamptz, attempts = o.attempts + 1
     from heads h where o.window_id = h.window_id and o.target = h.target and o.n = h.n
     returning o.window_id as "windowId", o.target, o.n`,
    [claim.holder, claim.now.toISOString(), claim.until.toISOString(), claim.limit],
  );
  if (leased.length === 0) return [];
  return db.query<OutboxRow>(
    `select o.window_id as "windowId", o.target, o.n, o.verb, o.seq, o.attempts, m.conversation_id as "conversationId", m.author, m.body
     from unnest($1::text::uuid[], $2::text::text[], $3::text::bigint[]) as k("windowId", target, n)
     join outbox o on o.window_id = k."windowId" and o.target = k.target and o.n = k.n
     left join message m on m.window_id = o.window_id and m.seq = o.seq and m.audience = 'client'`,
    places(leased),
  );
}

/**
 * Sent: the turns these answers belong to count from now (delivered), and the rows are done. In this order, so that whoever goes down
 * in between leaves a row to be sent again, not an answer that never counts. Only whoever holds the lease may say that a row is done.
 */
export async function markSent(db: Queries, holder: string, rows: readonly OutboxRow[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const answers = rows.filter((each) => each.author === 'specialist');
  if (answers.length > 0) {
    await db.query(
      `update turn t set delivered_at = $3::text::timestamptz
       from unnest($1::text::uuid[], $2::text::bigint[]) as k(conversation, seq)
       where t.conversation_id = k.conversation and t.answered_seq = k.seq and t.delivered_at is null`,
      [uuids(answers.flatMap((each) => each.conversationId ?? [])), numbers(answers.map((each) => each.seq)), now.toISOString()],
    );
  }
  await db.query(
    `update outbox o set status = 'sent', done_at = $5::text::timestamptz, leased_by = null, leased_until = null
     from unnest($1::text::uuid[], $2::text::text[], $3::text::bigint[]) as k("windowId", target, n)
     where o.window_id = k."windowId" and o.target = k.target and o.n = k.n and o.leased_by = $4::text::uuid`,
    [...places(rows), holder, now.toISOString()],
  );
}

/** Not now: the head stays the head and is tried again at `dueAt`. */
export async function markRetry(db: Queries, holder: string, row: OutboxRow, dueAt: Date): Promise<void> {
  await db.query(
    `update outbox set status = 'waiting', due_at = $5::text::timestamptz, leased_by = null, leased_until = null
     where window_id = $1::text::uuid and target = $2::text and n = $3::int and leased_by = $4::text::uuid`,
    [row.windowId, row.target, row.n, holder, dueAt.toISOString()],
  );
}

/** Never: the row is dead with its reason, what depends on it dies with it, and the lane goes on. */
export async function markDead(db: Queries, holder: string, row: OutboxRow, reason: string, now: Date): Promise<void> {
  await db.query(
    `update outbox set status = 'dead', done_at = $6::text::timestamptz, reason = $5::text, leased_by = null, leased_until = null
     where window_id = $1::text::uuid and target = $2::text
       and ((n = $3::int and leased_by = $4::text::uuid) or (depends_on = $3::int and status = 'waiting'))`,
    [row.windowId, row.target, row.n, holder, reason, now.toISOString()],
  );
}
