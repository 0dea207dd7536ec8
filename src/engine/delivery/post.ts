import type { RefKey } from '../../db/batch/refs.ts';
import type { AccountId, Seq, SpecialistId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Audience, Author, MessageBody } from '../../domain/message.ts';
import { bodyOfParts, conversationOf, type OpenTell, partsWith, type TellPart, tellingOf } from '../../domain/voice.ts';
import { type Batch, type ConversationDraft, conversationIn, touch } from '../batch/draft.ts';
import type { Fetch } from '../submissions/command.ts';
import { addFetches } from './arrived-files.ts';
import { mirror } from './mirror.ts';
import { noteRef } from './refs.ts';
import { rewrite, touchOf } from './rewrite.ts';
import { sendRow } from './send-row.ts';

interface NewMessage {
  readonly author: Author;
  readonly authorId: string | null;
  readonly audience: Audience;
  readonly body: MessageBody;
  readonly clientKey: string | null;
  readonly occurredAt: Date;
  /** where it stands already: it was written in that channel, so it is not brought there again */
  readonly at?: RefKey;
  /** files whose bytes are still with a messenger, and with which account */
  readonly fetches?: { readonly accountId: AccountId; readonly files: readonly Fetch[] };
}

const previewLength = 120;

/** Puts a message at the end of the window; what goes to the client also gets its row in the outbox. */
export function addMessage(batch: Batch, conversation: ConversationDraft, message: NewMessage): Seq {
  const { row, window } = conversation;
  const seq = ++window.row.lastSeq;
  batch.plan.messages.push({
    windowId: window.row.id,
    seq,
    id: batch.newId(),
    conversationId: row.id,
    author: message.author,
    authorId: message.authorId,
    audience: message.audience,
    body: message.body,
    clientKey: message.clientKey,
    changed: seq,
    occurredAt: message.occurredAt,
    receivedAt: batch.now,
    editedAt: null,
    deletedAt: null,
    reactions: null,
    withheldAt: null,
  });
  for (const { id } of message.body.attachments ?? []) batch.plan.attached.push({ id, windowId: window.row.id, seq });
  if (message.at !== undefined) noteRef(batch, window, message.at, seq);
  if (message.fetches !== undefined) addFetches(batch, window, seq, message.fetches.accountId, message.fetches.files);
  touch(conversation);
  row.lastMessageAt = batch.now;
  if (message.author !== 'system' && message.audience === 'client') conversation.lastWord = seq;
  if (message.author === 'specialist' && message.audience === 'client') {
    conversation.lastReply = seq;
    row.notices = null;
  }
  mirror(batch, conversation, seq, message);
  if (message.audience === 'client') {
    row.preview = previewOf(message.body);
    if (message.author !== 'system') window.row.tell = null;
    if (message.author !== 'client')
      batch.plan.outbox.push(sendRow(batch, window, { target: row.target, audience: 'client', seq, author: message.author }));
  }
  return seq;
}

/**
 * A text of the desk. At most one stands between two human ones in the window (R14), whichever conversations it speaks of: while nobody has
 * written since the last, the new one becomes a part of it. `slot`: what of the conversation's former words it takes the place of.
 */
export function postSystemMessage(batch: Batch, conversation: ConversationDraft, body: MessageBody, slot = 'tell'): void {
  const { row, window } = conversation;
  const open = window.row.tell as OpenTell | null;
  const isFresh = open !== null && batch.plan.messages.some((each) => each.windowId === row.windowId && each.seq === open.seq);
  const telling = tellingOf(open, { body, target: row.target, now: batch.now });
  const parts = partsWith(open, { conversation: row.id, slot, body }, (id) => isOpen(conversationIn(window, id)));
  if (open === null || (telling === 'again' && !isFresh)) {
    if (open !== null) rewrite(batch, window, open.seq, { body: { text: '' }, editedAt: null, deletedAt: batch.now, verb: 'delete' });
    return postParts(batch, conversation, parts);
  }
  if (isFresh) redirect(batch, window.row.id, open, row.target);
  const of = conversationOf(open);
  touchOf(window, { conversationId: of });
  rewrite(batch, window, open.seq, { body: bodyOfParts(parts, of), editedAt: batch.now, deletedAt: null, verb: 'edit' });
  window.row.tell = { ...open, of, target: row.target, parts } satisfies OpenTell;
  row.preview = previewOf(body);
  touch(conversation);
}

/** Of what ended a moment ago, as for the sake of another, nothing is so any more. */
function isOpen(conversation: ConversationDraft | undefined): boolean {
  return conversation !== undefined && conversation.row.status !== 'closed';
}

function postParts(batch: Batch, conversation: ConversationDraft, parts: readonly TellPart[]): void {
  const { row, window } = conversation;
  const seq = addMessage(batch, conversation, {
    author: 'system',
    authorId: null,
    audience: 'client',
    body: bodyOfParts(parts, row.id),
    clientKey: null,
    occurredAt: batch.now,
  });
  window.row.tell = { seq, of: row.id, target: row.target, at: batch.now.toISOString(), parts } satisfies OpenTell;
}

/** What this batch itself has just said leaves for where the client is answered by now. */
function redirect({ plan }: Batch, window: string, { seq, target }: OpenTell, to: string): void {
  const row = plan.outbox.find((each) => each.windowId === window && each.seq === seq && each.target === target);
  if (row !== undefined) row.target = to;
}

/** A text of the desk to colleagues, in the conversation's thread. */
export function postInternal(batch: Batch, conversation: ConversationDraft, body: MessageBody): Seq {
  return addMessage(batch, conversation, {
    author: 'system',
    authorId: null,
    audience: 'internal',
    body,
    clientKey: null,
    occurredAt: batch.now,
  });
}

/** The language of the person in charge, who reads what is posted inside; of the client while there is none. */
export function languageInside({ company }: Batch, { row, window }: ConversationDraft): Language {
  const person = row.specialistId === null ? undefined : company.people.get(row.specialistId as SpecialistId);
  return person?.language ?? window.contact.language;
}

/** A list shows the newest message: when that is the one that changes, the list changes with it. */
export function showInList({ row }: ConversationDraft, before: MessageBody, after: MessageBody): void {
  if (row.preview === previewOf(before)) row.preview = previewOf(after);
}

/** A message without words shows the names of its files; somebody else's words are shown as theirs. */
export function previewOf({ text, attachments = [], forwarded }: MessageBody): string {
  const words = text === '' ? attachments.map((each) => each.name).join(', ') : text;
  const shown = forwarded === undefined ? words : `↪ ${[forwarded.name, words].filter((each) => each !== '').join(': ')}`;
  return shown.slice(0, previewLength).toWellFormed();
}
