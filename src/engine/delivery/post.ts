import type { RefKey } from '../../db/batch/refs.ts';
import type { AccountId, Seq } from '../../domain/ids.ts';
import type { Audience, Author, MessageBody } from '../../domain/message.ts';
import { type Batch, type ConversationDraft, touch } from '../batch/draft.ts';
import type { Fetch } from '../submissions/submission.ts';
import { addFetches } from './arrived-files.ts';
import { mirror } from './mirror.ts';
import { noteRef } from './refs.ts';
import { rewrite } from './rewrite.ts';
import { sendRow } from './send-row.ts';

export interface Words {
  readonly author: Author;
  readonly authorId: string | null;
  readonly audience: Audience;
  readonly body: MessageBody;
  readonly clientKey: string | null;
  readonly occurredAt: Date;
  /** where it stands already: written in that channel, so it is not brought there again */
  readonly at?: RefKey;
  /** files whose bytes are still with a messenger, and with which account */
  readonly fetches?: { readonly accountId: AccountId; readonly files: readonly Fetch[] };
}

const previewLength = 120;

/** Puts a message at the end of the window; what goes to the client also gets its row in the outbox. */
export function addMessage(batch: Batch, conversation: ConversationDraft, words: Words): Seq {
  const { row, window } = conversation;
  const seq = ++window.row.lastSeq;
  batch.plan.messages.push({
    windowId: window.row.id,
    seq,
    id: batch.newId(),
    conversationId: row.id,
    author: words.author,
    authorId: words.authorId,
    audience: words.audience,
    body: words.body,
    clientKey: words.clientKey,
    changed: seq,
    occurredAt: words.occurredAt,
    receivedAt: batch.now,
    editedAt: null,
    deletedAt: null,
    reactions: null,
  });
  for (const { id } of words.body.attachments ?? []) batch.plan.attached.push({ id, windowId: window.row.id, seq });
  if (words.at !== undefined) noteRef(batch, window, words.at, seq);
  if (words.fetches !== undefined) addFetches(batch, window, seq, words.fetches.accountId, words.fetches.files);
  touch(conversation);
  row.lastMessageAt = batch.now;
  if (words.author === 'specialist' && words.audience === 'client') conversation.spoke = seq;
  mirror(batch, conversation, seq);
  if (words.audience === 'client') {
    row.preview = previewOf(words.body);
    row.tellSeq = null;
    if (words.author !== 'client') batch.plan.outbox.push(sendRow(batch, window, { target: row.target, audience: 'client', seq }));
  }
  return seq;
}

/**
 * A text of the desk. At most one stands between two human ones (R14): while nobody has written since the last, the new one takes
 * its place. Questions stay where they were asked.
 */
export function postSystemMessage(batch: Batch, conversation: ConversationDraft, body: MessageBody): void {
  const { row } = conversation;
  const isQuestion = body.question !== undefined;
  if (row.tellSeq !== null && !isQuestion) return replace(batch, conversation, row.tellSeq, body);
  const seq = addMessage(batch, conversation, {
    author: 'system',
    authorId: null,
    audience: 'client',
    body,
    clientKey: null,
    occurredAt: batch.now,
  });
  row.tellSeq = isQuestion ? null : seq;
}

function replace(batch: Batch, conversation: ConversationDraft, seq: Seq, body: MessageBody): void {
  conversation.row.preview = previewOf(body);
  touch(conversation);
  rewrite(batch, conversation.window, seq, { body, editedAt: batch.now, deletedAt: null, verb: 'edit' });
}

/** A message without words shows the names of its files. */
export function previewOf({ text, attachments = [] }: MessageBody): string {
  const shown = text === '' ? attachments.map((each) => each.name).join(', ') : text;
  return shown.slice(0, previewLength).toWellFormed();
}
