import type { AccountId, ContactId, WindowId } from '../../domain/ids.ts';
import type { Author, MessageBody, Reaction } from '../../domain/message.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { contact, conversationRating, identity, identityLink, message, specialist, window } from '../schema.ts';
import { statement } from '../statement.ts';

/** One window of a contact, and where its messages stand in the contact's history. */
export interface ThreadWindow {
  readonly id: WindowId;
  /**
   * History is one line of numbers although every window counts its own: the current window keeps its numbers, what older
   * windows hold stands below 1. A message's number in the line is its `seq - offset`.
   */
  readonly offset: number;
}

/** A contact's history: the union of all their windows. */
export interface Thread {
  readonly contact: ContactId;
  readonly current: WindowId;
  /** last number given in the current window */
  readonly lastSeq: number;
  /** number of the newest change of an older message in it */
  readonly lastChange: number;
  readonly seenSeq: number;
  /** the current one first, then from the newest to the oldest */
  readonly windows: readonly ThreadWindow[];
}

const c = named(contact, 'c');
const w = named(window, 'w');
const l = named(identityLink, 'l');
const i = named(identity, 'i');

const contactWindow = {
  contact: c.id,
  current: c.windowId,
  id: w.id,
  lastSeq: w.lastSeq,
  lastChange: w.lastChange,
  seenSeq: w.seenSeq,
};

type ContactWindow = RowOf<typeof contactWindow>;

const windowsOfContact = `select ${columns(contactWindow)} from ${c} join ${w} on ${w.id} = ${c.windowId} or ${w.contactId} = ${c.id}`;

const windowsAtAddress = statement<ContactWindow>(
  `${windowsOfContact}
   join ${l} on ${l.contactId} = ${c.id} and ${l.until} is null
   join ${i} on ${i.id} = ${l.identityId}
   where ${i.accountId} = $1::text::uuid and ${i.externalId} = $2::text and ${c.erasedAt} is null`,
);

/** Finds the history a person's address in a channel leads to; null before their first message. */
export async function threadOfAddress(db: Queries, account: AccountId, address: string): Promise<Thread | null> {
  return threadOf(await windowsAtAddress(db, [account, address]));
}

const windowsById = statement<ContactWindow>(`${windowsOfContact} where ${c.id} = $1::text::uuid and ${c.erasedAt} is null`);

/** Finds the history of a contact; null before their first message. */
export async function threadOfContact(db: Queries, contact: ContactId): Promise<Thread | null> {
  return threadOf(await windowsById(db, [contact]));
}

function threadOf(rows: readonly ContactWindow[]): Thread | null {
  const current = rows.find((row) => row.id === row.current);
  if (current === undefined) return null;
  const older = rows.filter((row) => row !== current).sort((a, b) => (a.id < b.id ? 1 : -1));
  const windows: ThreadWindow[] = [{ id: current.id, offset: 0 }];
  let offset = 0;
  for (const row of older) {
    offset += row.lastSeq + 1;
    windows.push({ id: row.id, offset });
  }
  const { id, ...thread } = current;
  return { ...thread, current: id, windows };
}

const m = named(message, 'm');
const q = named(message, 'q');
const s = named(specialist, 's');
const r = named(conversationRating, 'r');

const score = `case when ${m.body}->'rate' is not null then (
  select ${r.score} from ${r} where ${r.conversationId} = coalesce((${m.body}->>'about')::uuid, ${m.conversationId})) end`;

/** A quote of words that are withheld shows nothing of them. */
const body = `case when exists (select 1 from ${q} where ${q.windowId} = ${m.windowId} and ${q.seq} = (${m.body}->>'quote')::bigint
  and ${q.withheldAt} is not null) then ${m.body} - 'excerpt' - 'quote' else ${m.body} end`;

/** `seq`: the number in the thread's line. */
const chatShape = (seq: string) => ({
  seq: expression<number>(seq),
  /** its number in its own window */
  stands: m.seq,
  conversation: m.conversationId,
  reactions: expression<readonly Reaction[] | null>(m.reactions),
  /** how the client rated the conversation, where this message asks for it */
  score: expression<number | null>(score),
  changed: m.changed,
  author: expression<Author>(m.author),
  name: nullable(s.name),
  body: expression<MessageBody | null>(body),
  client_key: m.clientKey,
  received_at: m.receivedAt,
  edited_at: m.editedAt,
  deleted_at: m.deletedAt,
});

export type ChatRow = RowOf<ReturnType<typeof chatShape>>;

/** Reads the messages that `rest` gives, nothing internal and nothing withheld: whatever a client reads is read through this. */
const clientRows = (seq: string, rest: string, order: string) =>
  statement<ChatRow>(
    `select ${columns(chatShape(seq))} from (${rest}) m left join ${s} on ${s.id} = ${m.authorId}
     where ${m.audience} = 'client' and ${m.withheldAt} is null order by ${order}`,
  );

const inLine = `${m.seq} - m.off`;

function pageBeside(compare: '<' | '>', order: 'desc' | 'asc') {
  const each = `select m.* from ${m}
    where ${m.windowId} = p.id and ${m.seq} ${compare} $3::text::bigint + p.off and ${m.audience} = 'client' and ${m.withheldAt} is null
    order by ${m.seq} ${order} limit $4::text::int`;
  const all = `select l.*, p.off from unnest($1::text::uuid[], $2::text::bigint[]) as p(id, off), lateral (${each}) l`;
  return clientRows(inLine, all, `${inLine} ${order} limit $4::text::int`);
}

const pages = { before: pageBeside('<', 'desc'), after: pageBeside('>', 'asc') };

/** Reads messages on one side of a number in a thread's line, the nearest first. */
export function pageOfThread(db: Queries, thread: Thread, side: 'before' | 'after', seq: number, limit: number): Promise<ChatRow[]> {
  const ids = uuids(thread.windows.map((each) => each.id));
  const offsets = `{${thread.windows.map((each) => each.offset).join(',')}}`;
  return pages[side](db, [ids, offsets, String(seq), String(limit)]);
}

const changedBy = (number: string) => {
  const rest = `select m.* from ${m} where ${m.windowId} = $1::text::uuid and ${number} > $2::text::bigint and ${m.audience} = 'client' and ${m.withheldAt} is null
    order by ${number} limit $3::text::int`;
  return clientRows(m.seq, rest, number);
};

const added = changedBy(m.seq);
const changed = changedBy(m.changed);

/** Reads what changed in the current window after a change number, in order of change. */
export function changesOfThread(db: Queries, thread: Thread, after: number, limit: number): Promise<ChatRow[]> {
  // Without changes of older messages the primary key finds the new ones; else the window is scanned.
  const rowsOf = thread.lastChange <= after ? added : changed;
  return rowsOf(db, [thread.current, String(after), String(limit)]);
}

const gone = statement(
  `select 1 from ${m} where ${m.windowId} = $1::text::uuid and ${m.changed} > $2::text::bigint and ${m.withheldAt} is not null limit 1`,
);

/** Finds whether the client saw something in the current window up to a change number that is not shown to them since. */
export async function lostSince(db: Queries, thread: Thread, after: number): Promise<boolean> {
  return thread.lastChange > after && (await gone(db, [thread.current, String(after)])).length > 0;
}
