import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';
import { uuids } from '../arrays.ts';
import { areOfDifferent } from '../clients/of-client.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import { contact, conversationRating, message, specialist, window } from '../schema.ts';
import { statement } from '../statement.ts';
import { type SendRow, sendsOf } from './sends.ts';
import type { Thread } from './thread.ts';
import { opens, sight } from './visible.ts';

const m = named(message, 'm');
const q = named(message, 'q');
const w = named(window, 'w');
const ct = named(contact, 'ct');
const s = named(specialist, 's');
const r = named(conversationRating, 'r');

const score = `case when ${m.body}->'rate' is not null then (
  select ${r.score} from ${r} where ${r.conversationId} = coalesce((${m.body}->>'about')::uuid, ${m.conversationId})) end`;
const name = `case ${m.author} when 'specialist' then ${s.name} when 'client' then case when ${m.withheldAt} is null then ${ct.name} end end`;

/** A quote of what was said for another of the contact's clients shows nothing of it. */
const shownBody = `case when (${m.body}->>'quote') is not null and exists (select 1 from ${q} where ${q.windowId} = ${m.windowId}
    and ${q.seq} = (${m.body}->>'quote')::bigint and ${areOfDifferent(m.conversationId, q.conversationId)})
  then ${m.body} - 'excerpt' - 'quote' else ${m.body} end`;

/** `offset`: what a number in the window is less by in the thread's line. */
const deskShape = (offset: string) => ({
  seq: expression<number>(`${m.seq} - ${offset}`),
  /** its number in its own window */
  stands: m.seq,
  reactions: expression<readonly Reaction[] | null>(m.reactions),
  score: expression<number | null>(score),
  changed: expression<number>(`${m.changed} - ${offset}`),
  conversation: m.conversationId,
  author: expression<Author>(m.author),
  author_id: m.authorId,
  name: expression<string | null>(name),
  audience: expression<Audience>(m.audience),
  body: expression<MessageBody | null>(shownBody),
  received_at: m.receivedAt,
  edited_at: m.editedAt,
  deleted_at: m.deletedAt,
  /** said to or by somebody else whom a join that was undone had taken for the window's client */
  withheld: expression<boolean>(`${m.withheldAt} is not null`),
  /** states of the outbox rows that bring it, or a change of it, to the client; null when it needs none */
  sends: expression<readonly SendRow[] | null>(sendsOf(m)),
  seen: expression<boolean>(`${m.seq} <= ${w.seenSeq}`),
});

/** A message as the desk reads it: internal ones too, and how those to the client fared. */
export type DeskRow = RowOf<ReturnType<typeof deskShape>>;

const joined = `join ${w} on ${w.id} = ${m.windowId} join ${ct} on ${ct.id} = ${w.contactId} left join ${s} on ${s.id} = ${m.authorId}`;

const before = statement<DeskRow>(
  `select ${columns(deskShape('m.off'))} from (
     select l.*, p.off from unnest($4::text::uuid[], $5::text::bigint[]) as p(id, off), lateral (
       select m.* from ${m} where ${m.windowId} = p.id and ${m.seq} < $6::text::bigint + p.off and ${opens(m.conversationId)}
       order by ${m.seq} desc limit $7::text::int) l
   ) m ${joined} order by ${m.seq} - m.off desc limit $7::text::int`,
);

/** Reads the newest messages before a number in the thread's line, newest first: those of conversations that open to the viewer. */
export function deskMessagesBefore(db: Queries, viewer: Viewer, thread: Thread, seq: number, limit: number): Promise<DeskRow[]> {
  const ids = uuids(thread.windows.map((each) => each.id));
  const offsets = `{${thread.windows.map((each) => each.offset).join(',')}}`;
  return before(db, [...sight(viewer), ids, offsets, String(seq), String(limit)]);
}

const changedBy = (number: string) =>
  statement<DeskRow>(
    `select ${columns(deskShape('0'))} from (
       select m.* from ${m} where ${m.windowId} = $4::text::uuid and ${number} > $5::text::bigint and ${opens(m.conversationId)}
       order by ${number} limit $6::text::int
     ) m ${joined} order by ${number}`,
  );

const added = changedBy(m.seq);
const changed = changedBy(m.changed);

/** Reads what changed in the current window after a change number, in order of change: of conversations that open to the viewer. */
export function deskMessagesChanged(db: Queries, viewer: Viewer, thread: Thread, after: number, limit: number): Promise<DeskRow[]> {
  const rowsOf = thread.lastChange <= after ? added : changed;
  return rowsOf(db, [...sight(viewer), thread.current, String(after), String(limit)]);
}
