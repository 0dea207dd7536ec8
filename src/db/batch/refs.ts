import type { AccountId, ContactId, ConversationId, Seq, WindowId } from '../../domain/ids.ts';
import type { Audience, Author, MessageBody, Reaction } from '../../domain/message.ts';
import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

/** A message's place in a channel. */
export interface RefKey {
  readonly accountId: AccountId;
  readonly chat: string;
  readonly id: string;
}

export interface FoundRef extends RefKey {
  readonly windowId: WindowId;
  readonly seq: Seq;
  /** whose window it is */
  readonly contactId: ContactId;
}

/** Messages by where they stand in their channels. A message never moves, so what is found here stays true. */
export function findRefs(tx: Queries, refs: readonly RefKey[]): Promise<FoundRef[]> {
  if (refs.length === 0) return Promise.resolve([]);
  return tx.query(
    `select r.account_id as "accountId", r.chat, r.external_id as id, r.window_id as "windowId", r.seq, w.contact_id as "contactId"
     from unnest($1::text::uuid[], $2::text::text[], $3::text::text[]) as k(account_id, chat, id)
     join external_ref r on r.account_id = k.account_id and r.chat = k.chat and r.external_id = k.id
     join "window" w on w.id = r.window_id`,
    [uuids(refs.map((each) => each.accountId)), texts(refs.map((each) => each.chat)), texts(refs.map((each) => each.id))],
  );
}

/** A stored message as whoever changes it needs it. */
export interface StoredMessage {
  readonly windowId: WindowId;
  readonly seq: Seq;
  readonly conversationId: ConversationId;
  readonly author: Author;
  readonly authorId: string | null;
  readonly audience: Audience;
  readonly body: MessageBody | null;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly reactions: readonly Reaction[] | null;
}

export interface MessageKey {
  readonly windowId: WindowId;
  readonly seq: Seq;
}

/** Read them under their windows' locks. */
export function loadMessages(tx: Queries, places: readonly MessageKey[]): Promise<StoredMessage[]> {
  if (places.length === 0) return Promise.resolve([]);
  return tx.query(
    `select m.window_id as "windowId", m.seq, m.conversation_id as "conversationId", m.author, m.author_id as "authorId", m.audience, m.body,
       m.edited_at as "editedAt", m.deleted_at as "deletedAt", m.reactions
     from unnest($1::text::uuid[], $2::text::bigint[]) as k(window_id, seq)
     join message m on m.window_id = k.window_id and m.seq = k.seq`,
    [uuids(places.map((each) => each.windowId)), numbers(places.map((each) => each.seq))],
  );
}

/** Of windows with more than one open conversation: where a specialist wrote to the client last. */
export function lastClientMessages(
  tx: Queries,
  conversations: readonly ConversationId[],
): Promise<{ conversationId: ConversationId; seq: Seq }[]> {
  if (conversations.length === 0) return Promise.resolve([]);
  return tx.query(
    `select c.id as "conversationId", l.seq from conversation c, lateral (
       select m.seq from message m where m.window_id = c.window_id and m.conversation_id = c.id and m.author = 'specialist' and m.audience = 'client'
       order by m.seq desc limit 1) l
     where c.id = any($1::text::uuid[])`,
    [uuids(conversations)],
  );
}
