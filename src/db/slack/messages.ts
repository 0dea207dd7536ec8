import type { Audience } from '../../domain/message.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of, type RowOf } from '../names.ts';
import { message, outbox, slackMessage } from '../schema.ts';
import { statement } from '../statement.ts';
import type { HeldWords, Spot } from './held.ts';

const s = named(slackMessage, 's');
const o = named(outbox, 'o');
const m = named(message, 'm');

/** What of a message is watched until it is known whether it was delivered. */
export type Watched = 'send' | 'edit' | 'delete';

const messageShape = {
  channel: s.channel,
  ts: s.ts,
  threadTs: s.threadTs,
  conversation: s.conversationId,
  window: s.windowId,
  seq: s.seq,
  audience: expression<Audience>(s.audience),
  specialist: s.specialistId,
  slackUser: s.slackUser,
  editedTs: s.editedTs,
};

export type SlackMessageRow = RowOf<typeof messageShape>;

const set = bare(slackMessage);

const keep = statement(
  `insert into ${set} (${set.channel}, ${set.ts}, ${set.threadTs}, ${set.conversationId}, ${set.windowId}, ${set.seq}, ${set.audience},
     ${set.specialistId}, ${set.slackUser}, ${set.editedTs}, ${set.watched}, ${set.watchedFrom}, ${set.dueAt})
   values ($1::text, $2::text, $3::text, $4::text::uuid, $5::text::uuid, $6::text::bigint, $7::text, $8::text::uuid, $9::text, $10::text, $11::text,
     $12::text::timestamptz, $12::text::timestamptz)
   on conflict (${set.channel}, ${set.ts}) do update set ${set.seq} = excluded.${set.seq}, ${set.audience} = excluded.${set.audience},
     ${set.watched} = excluded.${set.watched}, ${set.watchedFrom} = excluded.${set.watchedFrom}, ${set.dueAt} = excluded.${set.dueAt}
     where ${set}.${set.seq} < excluded.${set.seq}`,
);

/** Keeps what a message of a thread became; a note that is sent on becomes a message to the client. */
export async function keepSlackMessage(db: Queries, row: SlackMessageRow, watched: Watched | null, at: Date): Promise<void> {
  await keep(db, [
    row.channel,
    row.ts,
    row.threadTs,
    row.conversation,
    row.window,
    String(row.seq),
    row.audience,
    row.specialist,
    row.slackUser,
    row.editedTs,
    watched,
    at.toISOString(),
  ]);
}

const findAt = statement<SlackMessageRow>(`select ${columns(messageShape)} from ${s} where ${s.channel} = $1::text and ${s.ts} = $2::text`);

export async function slackMessageAt(db: Queries, { channel, ts }: Spot): Promise<SlackMessageRow | null> {
  const rows = await findAt(db, [channel, ts]);
  return rows[0] ?? null;
}

const change = statement(
  `update ${set} set ${set.editedTs} = coalesce($3::text, ${set.editedTs}), ${set.watched} = coalesce($4::text, ${set.watched}),
     ${set.watchedFrom} = $5::text::timestamptz, ${set.dueAt} = $5::text::timestamptz where ${set.channel} = $1::text and ${set.ts} = $2::text`,
);

/** Records that a change of a message was taken; `watched` when it goes to the client. */
export async function changeSlackMessage(
  db: Queries,
  { channel, ts }: Spot,
  { editedTs, watched, at }: { readonly editedTs: string | null; readonly watched: Watched | null; readonly at: Date },
): Promise<void> {
  await change(db, [channel, ts, editedTs, watched, at.toISOString()]);
}

type Delivery = 'arrived' | 'failed';

const deliveryShape = {
  delivery: expression<Delivery>(`case when ${o.status} = 'dead' then 'failed' else 'arrived' end`),
  reason: o.reason,
};
const last = of('last', deliveryShape);

const readyShape = { channel: s.channel, ts: s.ts, delivery: last.delivery, reason: last.reason };
const ready = of('ready', readyShape);

const faredShape = {
  ...messageShape,
  watched: expression<Watched>(s.watched),
  /** `arrived` too where nothing had to be delivered */
  delivery: expression<Delivery>(`coalesce(${ready.delivery}, 'arrived')`),
  reason: ready.reason,
};

export type Fared = RowOf<typeof faredShape>;

const take = statement<Fared>(
  `with ready as (
     select ${columns(readyShape)} from ${s}
     left join lateral (select ${columns(deliveryShape)} from ${o}
                         where ${o.windowId} = ${s.windowId} and ${o.seq} = ${s.seq} and ${o.audience} = 'client' and ${o.verb} = ${s.watched}
                           and ${o.status} in ('sent', 'dead') and ${o.doneAt} >= ${s.watchedFrom}
                         order by (${o.status} = 'dead'), ${o.n} desc limit 1) last on true
    where ${s.watched} is not null and ${s.dueAt} <= $1::text::timestamptz
      and not exists (select 1 from ${o} where ${o.windowId} = ${s.windowId} and ${o.seq} = ${s.seq} and ${o.audience} = 'client'
                        and ${o.status} in ('waiting', 'leased'))
    order by ${s.dueAt} limit $2::text::int for update of s skip locked)
   update ${s} set ${set.dueAt} = $3::text::timestamptz from ready where ${s.channel} = ${ready.channel} and ${s.ts} = ${ready.ts}
   returning ${columns(faredShape)}`,
);

/** Takes watched messages whose deliveries are over, one way or the other; nobody else is given them before `until`. */
export function takeFared(
  db: Queries,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<Fared[]> {
  return take(db, [now.toISOString(), String(limit), until.toISOString()]);
}

const stopWatching = statement(
  `update ${set} set ${set.watched} = null where ${set.channel} = $1::text and ${set.ts} = $2::text and ${set.seq} = $3::text::bigint`,
);

/** Watches a message no more: its author has been shown how it fared. */
export async function unwatch(db: Queries, { channel, ts, seq }: Spot & { readonly seq: number }): Promise<void> {
  await stopWatching(db, [channel, ts, String(seq)]);
}

const bodyShape = { body: expression<HeldWords | null>(m.body) };

const findBody = statement<RowOf<typeof bodyShape>>(
  `select ${columns(bodyShape)} from ${m} where ${m.windowId} = $1::text::uuid and ${m.seq} = $2::text::bigint and ${m.deletedAt} is null`,
);

/** Reads a message as it is now, to be sent once more; null when it was taken back or erased. */
export async function slackMessageWords(db: Queries, { window, seq }: Pick<SlackMessageRow, 'window' | 'seq'>): Promise<HeldWords | null> {
  const rows = await findBody(db, [window, String(seq)]);
  const body = rows[0]?.body ?? null;
  if (body === null) return null;
  const { text, marks, attachments } = body;
  return { text, ...(marks === undefined ? {} : { marks }), ...(attachments === undefined ? {} : { attachments }) };
}
