import type { Language } from '../../domain/language.ts';
import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';
import { numbers, texts, uuids } from '../arrays.ts';
import { isTheirs } from '../clients/addresses.ts';
import { contactProven } from '../clients/proven.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, of, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { contact, conversation, department, externalRef, message, outbox, specialist, turn, window } from '../schema.ts';
import { statement } from '../statement.ts';
import { clientThread } from './client-thread.ts';

const o = named(outbox, 'o');
const m = named(message, 'm');
const s = named(specialist, 's');
const ct = named(contact, 'ct');
const w = named(window, 'w');
const r = named(externalRef, 'r');
const c = named(conversation, 'c');
const d = named(department, 'd');
const set = bare(outbox);

/** A message's place in a channel. */
export interface MessageRef {
  readonly chat: string;
  readonly id: string;
}

/**
 * Parts of a message are numbered upwards by every messenger; an album's common place is no part. What a client is sent concerns their own chat
 * alone: the same message may stand in another one of the account, where it was sent before.
 */
function refsAt(seq: string): string {
  return `(select json_agg(json_build_object('chat', ${r.chat}, 'id', ${r.externalId}) order by length(${r.externalId}), ${r.externalId}) from ${r}
    where ${r.windowId} = ${o.windowId} and ${r.seq} = ${seq} and ${r.accountId}::text = split_part(${o.target}, ':', 1)
      and (${o.audience} = 'internal' or ${r.chat} = substr(${o.target}, strpos(${o.target}, ':') + 1))
      and ${r.externalId} not like 'group:%')`;
}

const quoteRefs = `case when ${m.body}->'quote' is not null then ${refsAt(`(${m.body}->>'quote')::bigint`)} end`;

const q = named(message, 'q');

const thread = `case when ${o.audience} = 'client' then coalesce(
    (select ${q.body}->>'thread' from ${q} where ${q.windowId} = ${m.windowId} and ${q.seq} = (${m.body}->>'quote')::bigint),
    ${clientThread(m)}) end`;

const rowKey = { windowId: o.windowId, target: o.target, n: o.n };

const claimed = {
  ...rowKey,
  verb: expression<'send' | 'edit' | 'delete' | 'react'>(o.verb),
  /** of the lane: colleagues are shown what clients see, too */
  audience: expression<Audience>(o.audience),
  seq: o.seq,
  urgent: o.urgent,
  dueAt: o.dueAt,
  attempts: o.attempts,
  /** null: there is no such message, or none this row may carry */
  conversationId: nullable(m.conversationId),
  /** null: there is no such message */
  receivedAt: nullable(m.receivedAt),
  messageAudience: expression<Audience | null>(m.audience),
  author: expression<Author | null>(m.author),
  authorName: expression<string | null>(`case ${m.author} when 'specialist' then ${s.name} when 'client' then ${ct.name} end`),
  /** a client's name that is only what they call themselves; colleagues alone are told */
  authorUnproven: expression<boolean>(
    `case when ${o.audience} = 'internal' and ${m.author} = 'client' and ${ct.name} is not null then not ${contactProven} else false end`,
  ),
  body: expression<MessageBody | null>(m.body),
  reactions: expression<readonly Reaction[] | null>(m.reactions),
  deleted: expression<boolean>(`${m.deletedAt} is not null`),
  /** it was said to somebody else, wherever it would leave for now; colleagues read it */
  withheld: expression<boolean>(`${o.audience} = 'client' and ${m.withheldAt} is not null`),
  /** the address is not the contact's now: a word of theirs does not leave for it, only what takes one back there */
  astray: expression<boolean>(
    `case when ${o.audience} = 'client' and ${o.verb} <> 'delete' then not ${isTheirs(o.target, w.contactId)} else false end`,
  ),
  language: expression<Language | null>(ct.language),
  /** where it stands at the target's account, in the order of its parts */
  refs: expression<readonly MessageRef[] | null>(refsAt(o.seq)),
  quoteRefs: expression<readonly MessageRef[] | null>(quoteRefs),
  thread: expression<string | null>(thread),
};

export type OutboxRow = RowOf<typeof claimed>;

/** What identifies a row in its lane. */
type RowKey = RowOf<typeof rowKey>;

function keyArrays(rows: readonly RowKey[]): [string, string, string] {
  return [uuids(rows.map((each) => each.windowId)), texts(rows.map((each) => each.target)), numbers(rows.map((each) => each.n))];
}

const ahead = named(outbox, 'ahead');
const h = of('h', rowKey);

const leaseHeads = statement<RowKey>(
  `with heads as (
     select ${columns(rowKey)} from ${o}
     where ((${o.status} = 'waiting' and ${o.dueAt} <= $2::text::timestamptz) or (${o.status} = 'leased' and ${o.leasedUntil} <= $2::text::timestamptz))
       and ${o.status} in ('waiting', 'leased')
       and not exists (select 1 from ${ahead} where ${ahead.windowId} = ${o.windowId} and ${ahead.target} = ${o.target} and ${ahead.n} < ${o.n}
         and ${ahead.status} in ('waiting', 'leased'))
     order by ${o.urgent} desc, ${o.dueAt}, ${o.n} limit $4::text::int for no key update skip locked)
   update ${o} set ${set.status} = 'leased', ${set.leasedBy} = $1::text::uuid, ${set.leasedUntil} = $3::text::timestamptz,
     ${set.attempts} = ${o.attempts} + 1
   from heads ${h} where ${o.windowId} = ${h.windowId} and ${o.target} = ${h.target} and ${o.n} = ${h.n}
   returning ${columns(rowKey)}`,
);

const readClaimed = statement<OutboxRow>(
  `select ${columns(claimed)} from unnest($1::text::uuid[], $2::text::text[], $3::text::bigint[]) as k(window_id, target, n)
   join ${o} on ${o.windowId} = k.window_id and ${o.target} = k.target and ${o.n} = k.n
   left join ${m} on ${m.windowId} = ${o.windowId} and ${m.seq} = ${o.seq} and (${m.audience} = 'client' or ${o.audience} = 'internal')
   left join ${w} on ${w.id} = ${o.windowId} left join ${ct} on ${ct.id} = ${w.contactId} left join ${s} on ${s.id} = ${m.authorId}`,
);

/**
 * Leases the heads of lanes that are due, people's words before the desk's own, and returns them in that order. A row that waits or is
 * leased holds back everything behind it in its lane; a lease that ran out counts as waiting. The text is read after the lease, so an edit
 * made before it is in it, and so is whose the address is; an internal one leaves for colleagues only.
 */
export async function claimOutbox(db: Queries, claim: { holder: string; now: Date; until: Date; limit: number }): Promise<OutboxRow[]> {
  const leased = await leaseHeads(db, [claim.holder, claim.now.toISOString(), claim.until.toISOString(), String(claim.limit)]);
  const rows = leased.length === 0 ? [] : await readClaimed(db, keyArrays(leased));
  return rows.toSorted(inOrder);
}

function inOrder(a: OutboxRow, b: OutboxRow): number {
  return Number(b.urgent) - Number(a.urgent) || a.dueAt.getTime() - b.dueAt.getTime() || a.n - b.n;
}

const soonest = statement<{ next: Date | null }>(
  `select min(${o.dueAt}) as next from ${o}
   where ${o.status} in ('waiting', 'leased') and ${o.status} = 'waiting' and ${o.dueAt} > $1::text::timestamptz`,
);

/** Finds when the next of what waits for its time falls due; null when nothing does. */
export async function nextDue(db: Queries, now: Date): Promise<Date | null> {
  const [row] = await soonest(db, [now.toISOString()]);
  return row?.next ?? null;
}

/** A row, and where its message stands now. */
export interface PlacedRow {
  readonly row: OutboxRow;
  readonly places: readonly MessageRef[];
}

const shown = { conversation: c.id, version: c.version, department: d.key, specialist: c.specialistId };

/** A conversation as the desks know it that show it. */
export type Shown = RowOf<typeof shown>;

const t = named(turn, 't');

const deliverAnswers = statement(
  `update ${t} set ${bare(turn).deliveredAt} = $3::text::timestamptz
   from unnest($1::text::uuid[], $2::text::bigint[]) as k(conversation, seq)
   where ${t.conversationId} = k.conversation and ${t.answeredSeq} = k.seq and ${t.deliveredAt} is null`,
);

const finishRows = statement<Shown>(
  `with done as (
     update ${o} set ${set.status} = 'sent', ${set.doneAt} = $5::text::timestamptz, ${set.leasedBy} = null, ${set.leasedUntil} = null
     from unnest($1::text::uuid[], $2::text::text[], $3::text::bigint[]) as k(window_id, target, n)
     where ${o.windowId} = k.window_id and ${o.target} = k.target and ${o.n} = k.n and ${o.leasedBy} = $4::text::uuid)
   select ${columns(shown)} from ${c} join ${d} on ${d.id} = ${c.departmentId} where ${c.id} = any($6::text::uuid[])`,
);

/**
 * Marks rows as sent: the turns these answers belong to count from now (delivered), and the rows are done. In this order, so that whoever
 * goes down in between leaves a row to be sent again, not an answer that never counts. Only whoever holds the lease ends a row. Returns the conversations whose answers have just left, for the desks that show them as on their way.
 */
export async function markSent(db: Queries, holder: string, rows: readonly OutboxRow[], now: Date): Promise<readonly Shown[]> {
  if (rows.length === 0) return [];
  const answers = rows.filter((each) => each.author === 'specialist' && each.audience === 'client');
  if (answers.length > 0) {
    const conversations = uuids(answers.flatMap((each) => each.conversationId ?? []));
    await deliverAnswers(db, [conversations, numbers(answers.map((each) => each.seq)), now.toISOString()]);
  }
  const sends = answers.filter((each) => each.verb === 'send').flatMap((each) => each.conversationId ?? []);
  return finishRows(db, [...keyArrays(rows), holder, now.toISOString(), uuids(new Set(sends))]);
}

const addRefs = statement(
  `${insertSelect(externalRef, {
    accountId: `split_part(k.target, ':', 1)::uuid`,
    chat: 'k.chat',
    externalId: 'k.id',
    windowId: 'k.window_id',
    seq: 'k.seq',
  })}
   from unnest($1::text::text[], $2::text::text[], $3::text::text[], $4::text::uuid[], $5::text::bigint[]) as k(target, chat, id, window_id, seq)
   on conflict do nothing`,
);

/** Keeps where what was sent now stands; what is edited, quoted or reacted to is found by it. */
export async function keepRefs(db: Queries, placed: readonly PlacedRow[]): Promise<void> {
  const all = placed.flatMap(({ row, places }) => places.map((place) => ({ ...place, row })));
  if (all.length === 0) return;
  await addRefs(db, [
    texts(all.map((each) => each.row.target)),
    texts(all.map((each) => each.chat)),
    texts(all.map((each) => each.id)),
    uuids(all.map((each) => each.row.windowId)),
    numbers(all.map((each) => each.row.seq)),
  ]);
}

const returnRows = statement(
  `update ${o} set ${set.status} = 'waiting', ${set.dueAt} = k.due_at, ${set.attempts} = ${o.attempts} - 1, ${set.leasedBy} = null,
     ${set.leasedUntil} = null
   from unnest($1::text::uuid[], $2::text::text[], $3::text::bigint[], $4::text::timestamptz[]) as k(window_id, target, n, due_at)
   where ${o.windowId} = k.window_id and ${o.target} = k.target and ${o.n} = k.n and ${o.leasedBy} = $5::text::uuid`,
);

/** Puts rows back that were not tried at all: they wait until `dueAt`, and no try is counted. */
export async function putBack(
  db: Queries,
  holder: string,
  rows: readonly { readonly row: OutboxRow; readonly dueAt: Date }[],
): Promise<void> {
  if (rows.length === 0) return;
  const dueAt = `{${rows.map((each) => each.dueAt.toISOString()).join(',')}}`;
  await returnRows(db, [...keyArrays(rows.map((each) => each.row)), dueAt, holder]);
}

const retryRow = statement(
  `update ${o} set ${set.status} = 'waiting', ${set.dueAt} = $5::text::timestamptz, ${set.leasedBy} = null, ${set.leasedUntil} = null
   where ${o.windowId} = $1::text::uuid and ${o.target} = $2::text and ${o.n} = $3::text::bigint and ${o.leasedBy} = $4::text::uuid`,
);

/** Puts a row off: it stays the head of its lane and is tried again at `dueAt`. */
export async function markRetry(db: Queries, holder: string, row: OutboxRow, dueAt: Date): Promise<void> {
  await retryRow(db, [row.windowId, row.target, String(row.n), holder, dueAt.toISOString()]);
}

const killRow = statement(
  `update ${o} set ${set.status} = 'dead', ${set.doneAt} = $6::text::timestamptz, ${set.reason} = $5::text, ${set.leasedBy} = null,
     ${set.leasedUntil} = null
   where ${o.windowId} = $1::text::uuid and ${o.target} = $2::text
     and ((${o.n} = $3::text::bigint and ${o.leasedBy} = $4::text::uuid) or (${o.dependsOn} = $3::text::bigint and ${o.status} = 'waiting'))`,
);

/** Gives a row up: it is dead with its reason, what depends on it dies with it, and the lane goes on. */
export async function markDead(db: Queries, holder: string, row: OutboxRow, reason: string, now: Date): Promise<void> {
  await killRow(db, [row.windowId, row.target, String(row.n), holder, reason, now.toISOString()]);
}
