import type { SpecialistId } from '../domain/ids.ts';
import type { MessageBody } from '../domain/message.ts';
import { feed } from '../engine/carry-out.ts';
import type { Batch, ConversationDraft } from '../engine/draft.ts';
import { done, type Handled, refused } from '../engine/handler.ts';
import { addMessage } from '../engine/speak.ts';

type Words = Pick<MessageBody, 'text' | 'attachments'>;

/** A word among colleagues; it has no way to the client. */
export function note(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Words, clientKey: string): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  const seq = addInternal(batch, conversation, actor, words, clientKey);
  feed(batch, conversation, { type: 'noted', message: seq, specialist: actor });
  return done(conversation, seq);
}

/** An internal message: a note, or the reason of a transfer. */
export function addInternal(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Words, clientKey: string): number {
  return addMessage(batch, conversation, {
    author: 'specialist',
    authorId: actor,
    audience: 'internal',
    body: words,
    clientKey,
    occurredAt: batch.now,
  });
}
