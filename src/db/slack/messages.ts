import type { Seq } from '../../domain/ids.ts';
import type { Audience } from '../../domain/message.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { message, outbox, slackMessage } from '../schema.ts';
import { statement } from '../statement.ts';
import type { HeldWords, Spot } from './held.ts';

const s = named(slackMessage, 's');
const o = named(outbox, 'o');
const m = named(message, 'm');

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
     ${set.watched} = excluded.${set.watched}, ${set.watchedFrom} = excluded.${set.watchedFrom}, ${set.dueAt} = excluded.${set.dueAt},
     ${set.editedTs} = greatest(${set}.${set.editedTs} collate "C", excluded.${set.editedTs} collate "C")
     where ${set}.${set.seq} < excluded.${set.seq}`,
);

/** What of a message to the client is watched: that it arrives, whole or as far as it can be passed on. */
export type Watched = 'send' | 'part';

/** Keeps what a message of a thread became; a note that is sent on becomes a message to the client, and one that is taken inside a note. */
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

/** What may happen to a message after it was taken. */
export type Change = 'edit' | 'delete';

const recordEdit = statement(
  `update ${set} set ${set.editedTs} = greatest(${set.editedTs} collate "C", $3::text collate "C")
    where ${set.channel} = $1::text and ${set.ts} = $2::text`,
);

/** Records up to which of its states a message was taken. */
export async function recordTaken(db: Queries, { channel, ts }: Spot, editedTs: string): Promise<void> {
  await recordEdit(db, [channel, ts, editedTs]);
}

const watch = statement(
  `update ${set} set ${set.changeWatched} = $4::text, ${set.changedSeq} = $3::text::bigint, ${set.changedFrom} = $5::text::timestamptz,
     ${set.dueAt} = $5::text::timestamptz, ${set.watched} = case when $4::text = 'delete' then null else ${set.watched} end
   where ${set.channel} = $1::text and ${set.ts} = $2::text`,
);

/** Watches whether a change of what the client has arrives; whether the message itself did is watched beside it, unless it is gone. */
export async function watchChange(
  db: Queries,
  { channel, ts, seq }: Spot & { readonly seq: number },
  change: Change,
  at: Date,
): Promise<void> {
  await watch(db, [channel, ts, String(seq), change, at.toISOString()]);
}

const listWritten = statement<{ seq: Seq; audience: Audience }>(
  `select ${columns({ seq: m.seq, audience: expression<Audience>(m.audience) })} from ${m}
    where ${m.windowId} = $1::text::uuid and ${m.deletedAt} is null and ${m.author} = 'specialist'
      and (${m.clientKey} = $2::text or starts_with(${m.clientKey}, $2::text || ':'))
    order by ${m.seq}`,
);

/** Lists everything that what was written at one place has become and is still there: a note, and what was sent on of it. */
export function messagesFrom(db: Queries, window: string, clientKey: string): Promise<{ seq: Seq; audience: Audience }[]> {
  return listWritten(db, [window, clientKey]);
}

const findLeft = statement(
  `select 1 from ${o} where ${o.windowId} = $1::text::uuid and ${o.seq} = $2::text::bigint and ${o.audience} = 'client'
     and ${o.status} in ('sent', 'leased')`,
);

/** Finds out whether a message has left for the client, or is leaving. */
export async function hasLeft(db: Queries, { window, seq }: Pick<SlackMessageRow, 'window' | 'seq'>): Promise<boolean> {
  const rows = await findLeft(db, [window, String(seq)]);
  return rows.length > 0;
}

const findFailed = statement(
  `select 1 from ${o} where ${o.windowId} = $1::text::uuid and ${o.seq} = $2::text::bigint and ${o.audience} = 'client' and ${o.verb} = 'send'
   having bool_or(${o.status} = 'dead') and not bool_or(${o.status} <> 'dead')`,
);

/** Finds out whether a message was refused wherever it was sent. */
export async function hasFailed(db: Queries, { window, seq }: Pick<SlackMessageRow, 'window' | 'seq'>): Promise<boolean> {
  const rows = await findFailed(db, [window, String(seq)]);
  return rows.length > 0;
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
