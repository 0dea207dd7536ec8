import type { StoredMessage } from '../../db/batch/refs.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { MessageBody } from '../../domain/message.ts';
import { type Batch, type ConversationDraft, touch } from '../batch/draft.ts';
import { done, type Handled } from '../batch/outcome.ts';
import { previewOf } from '../delivery/post.ts';
import { messageAt, rewrite } from '../delivery/rewrite.ts';
import type { Command } from '../submissions/submission.ts';

type Edit = Extract<Command, { type: 'edit' }>;

/** A specialist puts other words in place of their own; they follow to wherever the message was sent. */
export function edit(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, { seq, text, marks }: Edit): Handled {
  const found = ownMessage(batch, conversation, actor, seq);
  if (found.type === 'refused') return found;
  const { marks: _, ...before } = found.body;
  const body = { ...before, text, ...(marks === undefined || marks.length === 0 ? {} : { marks }) };
  touch(conversation);
  showInList(conversation, found.body, body);
  rewrite(batch, conversation.window, seq, { body, editedAt: batch.now, deletedAt: null, verb: 'edit' });
  return done(conversation, seq);
}

/** … or takes it back: the words and files go everywhere they can. */
export function takeBack(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, seq: number): Handled {
  const found = ownMessage(batch, conversation, actor, seq);
  if (found.type === 'refused') return found;
  const body = { text: '' };
  touch(conversation);
  showInList(conversation, found.body, body);
  rewrite(batch, conversation.window, seq, { body, editedAt: found.message.editedAt, deletedAt: batch.now, verb: 'delete' });
  return done(conversation, seq);
}

/** A list shows the newest message: when that is the one that changes, the list changes with it. */
export function showInList({ row }: ConversationDraft, before: MessageBody, after: MessageBody): void {
  if (row.preview === previewOf(before)) row.preview = previewOf(after);
}

type Own = Extract<Handled, { type: 'refused' }> | { readonly type: 'own'; readonly message: StoredMessage; readonly body: MessageBody };

function ownMessage(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, seq: number): Own {
  const message = messageAt(batch, conversation.window, seq);
  if (message === undefined || message.conversationId !== conversation.row.id || message.deletedAt !== null || message.body === null)
    return { type: 'refused', code: 'unknown-message' };
  const isOwn = message.author === 'specialist' && message.authorId === actor;
  return isOwn ? { type: 'own', message, body: message.body } : { type: 'refused', code: 'not-yours' };
}
