import type { AccountId, ConversationId, Seq, WindowId } from '../../domain/ids.ts';
import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';
import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { conversation, externalRef, message, window } from '../schema.ts';
import { statement } from '../statement.ts';

/** A message's place in a channel. */
export interface RefKey {
  readonly accountId: AccountId;
  readonly chat: string;
  readonly id: string;
}

const r = named(externalRef, 'r');
const w = named(window, 'w');

const foundRef = {
  accountId: r.accountId,
  chat: r.chat,
  id: r.externalId,
  windowId: r.windowId,
  seq: r.seq,
  /** whose window it is */
  contactId: w.contactId,
};

export type FoundRef = RowOf<typeof foundRef>;

const refsOf = statement<FoundRef>(
  `select ${columns(foundRef)} from unnest($1::text::uuid[], $2::text::text[], $3::text::text[]) as k(account_id, chat, id)
   join ${r} on ${r.accountId} = k.account_id and ${r.chat} = k.chat and ${r.externalId} = k.id
   join ${w} on ${w.id} = ${r.windowId}`,
);

/** Finds messages by where they stand in their channels. A message never moves, so what is found here stays true. */
export function findRefs(tx: Queries, refs: readonly RefKey[]): Promise<FoundRef[]> {
  if (refs.length === 0) return Promise.resolve([]);
  return refsOf(tx, [uuids(refs.map((each) => each.accountId)), texts(refs.map((each) => each.chat)), texts(refs.map((each) => each.id))]);
}

const m = named(message, 'm');
const c = named(conversation, 'c');

const stored = {
  windowId: m.windowId,
  seq: m.seq,
  conversationId: m.conversationId,
  /** whose the conversation is */
  clientId: nullable(c.clientId),
  author: expression<Author>(m.author),
  authorId: m.authorId,
  audience: expression<Audience>(m.audience),
  body: expression<MessageBody | null>(m.body),
  editedAt: m.editedAt,
  deletedAt: m.deletedAt,
  withheldAt: m.withheldAt,
  reactions: expression<readonly Reaction[] | null>(m.reactions),
};

/** A stored message as whoever changes it needs it. */
export type StoredMessage = RowOf<typeof stored>;

export interface MessageKey {
  readonly windowId: WindowId;
  readonly seq: Seq;
}

const messagesAt = statement<StoredMessage>(
  `select ${columns(stored)} from unnest($1::text::uuid[], $2::text::bigint[]) as k(window_id, seq)
   join ${m} on ${m.windowId} = k.window_id and ${m.seq} = k.seq left join ${c} on ${c.id} = ${m.conversationId}`,
);

/** Reads messages; under their windows' locks. */
export function loadMessages(tx: Queries, places: readonly MessageKey[]): Promise<StoredMessage[]> {
  if (places.length === 0) return Promise.resolve([]);
  return messagesAt(tx, [uuids(places.map((each) => each.windowId)), numbers(places.map((each) => each.seq))]);
}

const newestBy = (authors: string) => `(select max(${m.seq}) from ${m}
  where ${m.windowId} = ${c.windowId} and ${m.conversationId} = ${c.id} and ${m.author} in (${authors}) and ${m.audience} = 'client')`;

const lastWord = {
  conversationId: c.id,
  /** of a specialist to the client */
  reply: expression<Seq | null>(newestBy("'specialist'")),
  /** of either to the other */
  word: expression<Seq | null>(newestBy("'specialist', 'client'")),
};

const lastWordsOf = statement<RowOf<typeof lastWord>>(`select ${columns(lastWord)} from ${c} where ${c.id} = any($1::text::uuid[])`);

/** Finds where people wrote last in conversations, for windows with more than one that is not closed. */
export function lastHumanWords(tx: Queries, conversations: readonly ConversationId[]): Promise<RowOf<typeof lastWord>[]> {
  return conversations.length === 0 ? Promise.resolve([]) : lastWordsOf(tx, [uuids(conversations)]);
}
