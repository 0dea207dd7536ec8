import type { Attachment, Mark } from '../../domain/content.ts';
import type { ConversationId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/message.ts';
import type { Queries } from '../db.ts';

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

export interface HeldRow extends Spot {
  readonly id: string;
  readonly conversation: ConversationId;
  readonly threadTs: string;
  readonly specialist: SpecialistId;
  readonly content: HeldWords;
  /** its author is in charge and decides between client and colleagues; else it is inside, and a head may send it on */
  readonly isOwn: boolean;
  readonly decision: string | null;
}

/** Keeps a message until its author has decided. False when it is kept already. */
export async function hold(
  db: Queries,
  row: Omit<HeldRow, 'decision' | 'threadTs'> & { readonly thread: string; readonly at: Date },
): Promise<boolean> {
  const rows = await db.query(
    `insert into slack_held (id, conversation_id, thread_id, specialist_id, channel, ts, content, is_own, created_at)
     values ($1::text::uuid, $2::text::uuid, $3::text::uuid, $4::text::uuid, $5::text, $6::text, $7::text::jsonb, $8::text::boolean, $9::text::timestamptz)
     on conflict (channel, ts) do nothing returning id`,
    [
      row.id,
      row.conversation,
      row.thread,
      row.specialist,
      row.channel,
      row.ts,
      JSON.stringify(row.content),
      String(row.isOwn),
      row.at.toISOString(),
    ],
  );
  return rows.length > 0;
}

const heldColumns = `h.id, h.conversation_id as conversation, coalesce(t.root_ts, h.ts) as "threadTs", h.specialist_id as specialist, h.channel, h.ts,
  h.content, h.is_own as "isOwn", h.decision`;
const heldFrom = 'from slack_held h left join slack_thread t on t.id = h.thread_id';

export async function findHeld(db: Queries, id: string): Promise<HeldRow | null> {
  return (await db.query<HeldRow>(`select ${heldColumns} ${heldFrom} where h.id = $1::text::uuid`, [id]))[0] ?? null;
}

export async function heldAt(db: Queries, { channel, ts }: Spot): Promise<HeldRow | null> {
  const rows = await db.query<HeldRow>(`select ${heldColumns} ${heldFrom} where h.channel = $1::text and h.ts = $2::text`, [channel, ts]);
  return rows[0] ?? null;
}

/** Messages of somebody that still wait for their tap. */
export function heldOf(db: Queries, specialist: string, limit: number): Promise<HeldRow[]> {
  return db.query(
    `select ${heldColumns} ${heldFrom} where h.specialist_id = $1::text::uuid and h.is_own and h.decided_at is null
      order by h.created_at limit $2::text::int`,
    [specialist, String(limit)],
  );
}

export async function rewordHeld(db: Queries, id: string, content: HeldWords): Promise<void> {
  await db.query('update slack_held set content = $2::text::jsonb where id = $1::text::uuid and decided_at is null', [
    id,
    JSON.stringify(content),
  ]);
}

export async function decide(db: Queries, id: string, decision: string, at: Date): Promise<void> {
  await db.query(
    'update slack_held set decided_at = $3::text::timestamptz, decision = $2::text where id = $1::text::uuid and decided_at is null',
    [id, decision, at.toISOString()],
  );
}

/** What of a message is watched until it is known how it fared. */
export type Watched = 'send' | 'edit' | 'delete';

export interface SlackMessageRow extends Spot {
  readonly threadTs: string;
  readonly conversation: ConversationId;
  readonly window: WindowId;
  readonly seq: number;
  readonly audience: Audience;
  readonly specialist: SpecialistId;
  readonly slackUser: string;
  readonly editedTs: string | null;
}

const saidColumns = `s.channel, s.ts, s.thread_ts as "threadTs", s.conversation_id as conversation, s.window_id as window, s.seq, s.audience,
  s.specialist_id as specialist, s.slack_user as "slackUser", s.edited_ts as "editedTs"`;

/** What a message of a thread became; a note that is sent on becomes a message to the client. */
export async function keepSlackMessage(db: Queries, row: SlackMessageRow, watched: Watched | null, at: Date): Promise<void> {
  await db.query(
    `insert into slack_said (channel, ts, thread_ts, conversation_id, window_id, seq, audience, specialist_id, slack_user, edited_ts, watched,
       watched_from, due_at)
     values ($1::text, $2::text, $3::text, $4::text::uuid, $5::text::uuid, $6::text::bigint, $7::text, $8::text::uuid, $9::text, $10::text, $11::text,
       $12::text::timestamptz, $12::text::timestamptz)
     on conflict (channel, ts) do update set seq = excluded.seq, audience = excluded.audience, watched = excluded.watched,
       watched_from = excluded.watched_from, due_at = excluded.due_at where slack_said.seq < excluded.seq`,
    [
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
    ],
  );
}

export async function slackMessageAt(db: Queries, { channel, ts }: Spot): Promise<SlackMessageRow | null> {
  const rows = await db.query<SlackMessageRow>(`select ${saidColumns} from slack_said s where s.channel = $1::text and s.ts = $2::text`, [
    channel,
    ts,
  ]);
  return rows[0] ?? null;
}

/** A change of it was taken, and is watched when it goes to the client. */
export async function changeSlackMessage(
  db: Queries,
  { channel, ts }: Spot,
  change: { readonly editedTs: string | null; readonly watched: Watched | null; readonly at: Date },
): Promise<void> {
  await db.query(
    `update slack_said set edited_ts = coalesce($3::text, edited_ts), watched = coalesce($4::text, watched), watched_from = $5::text::timestamptz,
       due_at = $5::text::timestamptz where channel = $1::text and ts = $2::text`,
    [channel, ts, change.editedTs, change.watched, change.at.toISOString()],
  );
}

export interface Fared extends SlackMessageRow {
  readonly watched: Watched;
  readonly fate: 'arrived' | 'failed';
  readonly reason: string | null;
}

/** Watched messages whose deliveries are over, one way or the other; until then nobody else is given them. */
export function takeFared(
  db: Queries,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<Fared[]> {
  return db.query(
    `with ready as (
       select s.channel, s.ts, f.fate, f.reason from slack_said s
       left join lateral (select case when o.status = 'dead' then 'failed' else 'arrived' end as fate, o.reason from outbox o
                           where o.window_id = s.window_id and o.seq = s.seq and o.audience = 'client' and o.verb = s.watched
                             and o.status in ('sent', 'dead') and o.done_at >= s.watched_from
                           order by (o.status = 'dead'), o.n desc limit 1) f on true
      where s.watched is not null and s.due_at <= $1::text::timestamptz
        and not exists (select 1 from outbox o where o.window_id = s.window_id and o.seq = s.seq and o.audience = 'client'
                          and o.status in ('waiting', 'leased'))
      order by s.due_at limit $2::text::int for update of s skip locked)
     update slack_said s set due_at = $3::text::timestamptz from ready where s.channel = ready.channel and s.ts = ready.ts
     returning ${saidColumns}, s.watched, coalesce(ready.fate, 'arrived') as fate, ready.reason`,
    [now.toISOString(), String(limit), until.toISOString()],
  );
}

/** It is told, and watched no more. */
export async function unwatch(db: Queries, { channel, ts, seq }: Spot & { readonly seq: number }): Promise<void> {
  await db.query('update slack_said set watched = null where channel = $1::text and ts = $2::text and seq = $3::text::bigint', [
    channel,
    ts,
    String(seq),
  ]);
}

/** What a message says now, to be sent once more; null when it was taken back or erased. */
export async function slackMessageWords(db: Queries, { window, seq }: Pick<SlackMessageRow, 'window' | 'seq'>): Promise<HeldWords | null> {
  const rows = await db.query<{ body: HeldWords | null }>(
    'select body from message where window_id = $1::text::uuid and seq = $2::text::bigint and deleted_at is null',
    [window, String(seq)],
  );
  const body = rows[0]?.body ?? null;
  if (body === null) return null;
  const { text, marks, attachments } = body;
  return { text, ...(marks === undefined ? {} : { marks }), ...(attachments === undefined ? {} : { attachments }) };
}
