import type { Attachment, Mark } from '../../domain/content.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { conversation, slackHeld, slackThread, window } from '../schema.ts';
import { statement } from '../statement.ts';

const h = named(slackHeld, 'h');
const t = named(slackThread, 't');
const c = named(conversation, 'c');
const w = named(window, 'w');

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
  /** something of it, such as a forward, cannot be passed on */
  readonly isPartial?: true;
}

/** Why a message waits for its author's tap: it mentions colleagues, somebody else wrote before it, or how it was written at first is not known. */
export type Why = 'mentions' | 'after-word' | 'unseen';

const shape = {
  id: h.id,
  conversation: h.conversationId,
  thread: h.threadId,
  threadTs: expression<string>(`coalesce(${t.rootTs}, ${h.ts})`),
  specialist: h.specialistId,
  channel: h.channel,
  ts: h.ts,
  content: expression<HeldWords>(h.content),
  /** its author is in charge and decides between client and colleagues; else it is inside, and a head may send it on */
  isOwn: h.isOwn,
  /** null: it does not wait, and is only offered */
  why: expression<Why | null>(h.why),
  createdAt: h.createdAt,
  decision: h.decision,
};

export type HeldRow = RowOf<typeof shape>;

const set = bare(slackHeld);

type NewHeld = Omit<HeldRow, 'decision' | 'threadTs'>;

const lastSeq = `select ${w.lastSeq} from ${c} join ${w} on ${w.id} = ${c.windowId} where ${c.id} = $2::text::uuid`;
const insertInto = `insert into ${set} (${set.id}, ${set.conversationId}, ${set.threadId}, ${set.specialistId}, ${set.channel}, ${set.ts}, ${set.content},
     ${set.isOwn}, ${set.why}, ${set.createdAt}, ${set.afterSeq})
   values ($1::text::uuid, $2::text::uuid, $3::text::uuid, $4::text::uuid, $5::text, $6::text, $7::text::jsonb, $8::text::boolean, $9::text,
     $10::text::timestamptz, (${lastSeq}))
   on conflict (${set.channel}, ${set.ts})`;

const insert = statement<{ id: string }>(`${insertInto} do nothing returning ${columns({ id: set.id })}`);
const insertAnew = statement<{ id: string }>(
  `${insertInto} do update set ${set.content} = excluded.${set.content}, ${set.isOwn} = excluded.${set.isOwn}, ${set.why} = excluded.${set.why},
     ${set.createdAt} = excluded.${set.createdAt}, ${set.afterSeq} = excluded.${set.afterSeq}, ${set.decidedAt} = null, ${set.decision} = null
   where ${set}.${set.decidedAt} is not null or not ${set}.${set.isOwn} returning ${columns({ id: set.id })}`,
);

function valuesOf({ id, conversation, thread, specialist, channel, ts, content, isOwn, why, createdAt }: NewHeld): (string | null)[] {
  return [id, conversation, thread, specialist, channel, ts, JSON.stringify(content), String(isOwn), why, createdAt.toISOString()];
}

/** Keeps a message until its author has decided. Returns false when it is kept already. */
export async function hold(db: Queries, row: NewHeld): Promise<boolean> {
  const rows = await insert(db, valuesOf(row));
  return rows.length > 0;
}

/** Keeps a message for its author's decision that was decided about before. Returns its id; null when it waits already. */
export async function holdAnew(db: Queries, row: NewHeld): Promise<string | null> {
  const rows = await insertAnew(db, valuesOf(row));
  return rows[0]?.id ?? null;
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
  `update ${set} set ${set.content} = $2::text::jsonb, ${set.why} = $3::text where ${set.id} = $1::text::uuid and ${set.decidedAt} is null`,
);

/** Puts the newest words in the place of those that wait. */
export async function rewordHeld(db: Queries, id: string, content: HeldWords, why: Why | null): Promise<void> {
  await reword(db, [id, JSON.stringify(content), why]);
}

const recordDecision = statement(
  `update ${set} set ${set.decidedAt} = $3::text::timestamptz, ${set.decision} = $2::text, ${set.content} = '{"text":""}'
    where ${set.id} = $1::text::uuid and ${set.decidedAt} is null`,
);

/** Keeps what was decided about a message. Its words are kept no longer here: they are a message by now, or nobody's. */
export async function decide(db: Queries, id: string, decision: string, at: Date): Promise<void> {
  await recordDecision(db, [id, decision, at.toISOString()]);
}
