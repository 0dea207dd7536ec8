import type { Attachment, Mark } from '../../domain/content.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { slackHeld, slackThread } from '../schema.ts';
import { statement } from '../statement.ts';

const h = named(slackHeld, 'h');
const t = named(slackThread, 't');

/** Where somebody wrote something. */
export interface Spot {
  readonly channel: string;
  readonly ts: string;
}

/** A message of a thread as it was parsed. */
export interface HeldWords {
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly attachments?: readonly Attachment[];
  readonly fetches?: readonly { readonly id: string; readonly remote: string }[];
}

const shape = {
  id: h.id,
  conversation: h.conversationId,
  threadTs: expression<string>(`coalesce(${t.rootTs}, ${h.ts})`),
  specialist: h.specialistId,
  channel: h.channel,
  ts: h.ts,
  content: expression<HeldWords>(h.content),
  /** its author is in charge and decides between client and colleagues; else it is inside, and a head may send it on */
  isOwn: h.isOwn,
  decision: h.decision,
};

export type HeldRow = RowOf<typeof shape>;

const set = bare(slackHeld);

const insert = statement(
  `insert into ${set} (${set.id}, ${set.conversationId}, ${set.threadId}, ${set.specialistId}, ${set.channel}, ${set.ts}, ${set.content},
     ${set.isOwn}, ${set.createdAt})
   values ($1::text::uuid, $2::text::uuid, $3::text::uuid, $4::text::uuid, $5::text, $6::text, $7::text::jsonb, $8::text::boolean, $9::text::timestamptz)
   on conflict (${set.channel}, ${set.ts}) do nothing returning ${set.id}`,
);

/** Keeps a message until its author has decided. Returns false when it is kept already. */
export async function hold(
  db: Queries,
  row: Omit<HeldRow, 'decision' | 'threadTs'> & { readonly thread: string; readonly at: Date },
): Promise<boolean> {
  const rows = await insert(db, [
    row.id,
    row.conversation,
    row.thread,
    row.specialist,
    row.channel,
    row.ts,
    JSON.stringify(row.content),
    String(row.isOwn),
    row.at.toISOString(),
  ]);
  return rows.length > 0;
}

const select = `select ${columns(shape)} from ${h} left join ${t} on ${t.id} = ${h.threadId}`;
const findById = statement<HeldRow>(`${select} where ${h.id} = $1::text::uuid`);
const findAt = statement<HeldRow>(`${select} where ${h.channel} = $1::text and ${h.ts} = $2::text`);
const listOf = statement<HeldRow>(
  `${select} where ${h.specialistId} = $1::text::uuid and ${h.isOwn} and ${h.decidedAt} is null
    order by ${h.createdAt} limit $2::text::int`,
);

export async function findHeld(db: Queries, id: string): Promise<HeldRow | null> {
  const rows = await findById(db, [id]);
  return rows[0] ?? null;
}

export async function heldAt(db: Queries, { channel, ts }: Spot): Promise<HeldRow | null> {
  const rows = await findAt(db, [channel, ts]);
  return rows[0] ?? null;
}

/** Lists messages of somebody that still wait for their tap. */
export function heldOf(db: Queries, specialist: string, limit: number): Promise<HeldRow[]> {
  return listOf(db, [specialist, String(limit)]);
}

const reword = statement(
  `update ${set} set ${set.content} = $2::text::jsonb where ${set.id} = $1::text::uuid and ${set.decidedAt} is null`,
);

export async function rewordHeld(db: Queries, id: string, content: HeldWords): Promise<void> {
  await reword(db, [id, JSON.stringify(content)]);
}

const recordDecision = statement(
  `update ${set} set ${set.decidedAt} = $3::text::timestamptz, ${set.decision} = $2::text
    where ${set.id} = $1::text::uuid and ${set.decidedAt} is null`,
);

export async function decide(db: Queries, id: string, decision: string, at: Date): Promise<void> {
  await recordDecision(db, [id, decision, at.toISOString()]);
}
