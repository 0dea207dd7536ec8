import type { Language } from '../../domain/language.ts';
import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';
import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

export interface OutboxRow {
  readonly windowId: string;
  readonly target: string;
  readonly n: number;
  readonly verb: 'send' | 'edit' | 'delete' | 'react';
  /** of the lane: colleagues are shown what clients see, too */
  readonly audience: Audience;
  readonly seq: number;
  readonly urgent: boolean;
  readonly attempts: number;
  /** null: there is no such message, or none this row may carry */
  readonly conversationId: string | null;
  readonly messageAudience: Audience | null;
  readonly author: Author | null;
  readonly authorName: string | null;
  readonly body: MessageBody | null;
  readonly reactions: readonly Reaction[] | null;
  readonly deleted: boolean;
  readonly language: Language | null;
  /** where it stands at the target's account, in the order of its parts */
  readonly refs: readonly MessageRef[] | null;
  readonly quoteRefs: readonly MessageRef[] | null;
}

/** A message's place in a channel. */
export interface MessageRef {
  readonly chat: string;
  readonly id: string;
}

/** What identifies a row in its lane. */
type RowKey = Pick<OutboxRow, 'windowId' | 'target' | 'n'>;

function places(rows: readonly RowKey[]): [string, string, string] {
  return [uuids(rows.map((each) => each.windowId)), texts(rows.map((each) => each.target)), numbers(rows.map((each) => each.n))];
}

const lane = `window_id = o.window_id and target = o.target and n < o.n and status in ('waiting', 'leased')`;

/**
 * Leases the heads of lanes that are due, urgent ones first. A row that waits or is leased holds back everything behind it in its
 * lane; a lease that ran out counts as waiting. The text is read after the lease, so an edit made before it is in it; an internal one
 * leaves for colleagues only.
 */
export async function claimOutbox(db: Queries, claim: { holder: string; now: Date; until: Date; limit: number }): Promise<OutboxRow[]> {
  const leased = await db.query<RowKey>(
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
    `select o.window_id as "windowId", o.target, o.n, o.verb, o.audience, o.seq, o.urgent, o.attempts, m.conversation_id as "conversationId", m.audience as "messageAudience", m.author,
       case m.author when 'specialist' then s.name when 'client' then ct.name end as "authorName", m.body, m.reactions, m.deleted_at is not null as deleted,
       ct.language, ${refsAt('o.seq')} as refs,
       case when m.body->'quote' is not null then ${refsAt("(m.body->>'quote')::bigint")} end as "quoteRefs"
     from unnest($1::text::uuid[], $2::text::text[], $3::text::bigint[]) as k("windowId", target, n)
     join outbox o on o.window_id = k."windowId" and o.target = k.target and o.n = k.n
     left join message m on m.window_id = o.window_id and m.seq = o.seq and (m.audience = 'client' or o.audience = 'internal')
     left join "window" w on w.id = o.window_id left join contact ct on ct.id = w.contact_id left join specialist s on s.id = m.author_id`,
    places(leased),
  );
}

/** Parts of a message are numbered upwards by every messenger; an album's common place is no part. */
function refsAt(seq: string): string {
  return `(select json_agg(json_build_object('chat', r.chat, 'id', r.external_id) order by length(r.external_id), r.external_id) from external_ref r
    where r.window_id = o.window_id and r.seq = ${seq} and r.account_id::text = split_part(o.target, ':', 1) and r.external_id not like 'group:%')`;
}

/** A row, and where its message stands now. */
export interface PlacedRow {
  readonly row: OutboxRow;
  readonly places: readonly MessageRef[];
}

/** A conversation as the desks know it that show it. */
export interface Shown {
  readonly conversation: string;
  readonly version: number;
  readonly department: string;
  readonly specialist: string | null;
}

/**
 * Sent: the turns these answers belong to count from now (delivered), and the rows are done. In this order, so that whoever goes down
 * in between leaves a row to be sent again, not an answer that never counts. Only whoever holds the lease may say that a row is done.
 * Returns the conversations whose answers have just left, for the desks that show them as on their way.
 */
export async function markSent(db: Queries, holder: string, rows: readonly OutboxRow[], now: Date): Promise<readonly Shown[]> {
  if (rows.length === 0) return [];
  const answers = rows.filter((each) => each.author === 'specialist' && each.audience === 'client');
  if (answers.length > 0) {
    await db.query(
      `update turn t set delivered_at = $3::text::timestamptz
       from unnest($1::text::uuid[], $2::text::bigint[]) as k(conversation, seq)
       where t.conversation_id = k.conversation and t.answered_seq = k.seq and t.delivered_at is null`,
      [uuids(answers.flatMap((each) => each.conversationId ?? [])), numbers(answers.map((each) => each.seq)), now.toISOString()],
    );
  }
  const sends = answers.filter((each) => each.verb === 'send').flatMap((each) => each.conversationId ?? []);
  return db.query<Shown>(
    `with done as (update outbox o set status = 'sent', done_at = $5::text::timestamptz, leased_by = null, leased_until = null
       from unnest($1::text::uuid[], $2::text::text[], $3::text::bigint[]) as k("windowId", target, n)
       where o.window_id = k."windowId" and o.target = k.target and o.n = k.n and o.leased_by = $4::text::uuid)
     select c.id as conversation, c.version, d.key as department, c.specialist_id as specialist
     from conversation c join department d on d.id = c.department_id where c.id = any($6::text::uuid[])`,
    [...places(rows), holder, now.toISOString(), uuids(new Set(sends))],
  );
}

/** Where what was sent now stands; what is edited, quoted or reacted to is found by it. */
export async function keepRefs(db: Queries, placed: readonly PlacedRow[]): Promise<void> {
  const all = placed.flatMap(({ row, places }) => places.map((place) => ({ ...place, row })));
  if (all.length === 0) return;
  await db.query(
    `insert into external_ref (account_id, chat, external_id, window_id, seq)
     select split_part(k.target, ':', 1)::uuid, k.chat, k.id, k.window_id, k.seq
     from unnest($1::text::text[], $2::text::text[], $3::text::text[], $4::text::uuid[], $5::text::bigint[]) as k(target, chat, id, window_id, seq)
     on conflict do nothing`,
    [
      texts(all.map((each) => each.row.target)),
      texts(all.map((each) => each.chat)),
      texts(all.map((each) => each.id)),
      uuids(all.map((each) => each.row.windowId)),
      numbers(all.map((each) => each.row.seq)),
    ],
  );
}

/** Not tried at all: the rows wait until then, and no try is counted. */
export async function putBack(
  db: Queries,
  holder: string,
  rows: readonly { readonly row: OutboxRow; readonly dueAt: Date }[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `update outbox o set status = 'waiting', due_at = k.due_at, attempts = o.attempts - 1, leased_by = null, leased_until = null
     from unnest($1::text::uuid[], $2::text::text[], $3::text::bigint[], $4::text::timestamptz[]) as k(window_id, target, n, due_at)
     where o.window_id = k.window_id and o.target = k.target and o.n = k.n and o.leased_by = $5::text::uuid`,
    [...places(rows.map((each) => each.row)), `{${rows.map((each) => each.dueAt.toISOString()).join(',')}}`, holder],
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
