import type { SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { addMessage } from '../delivery/post.ts';
import type { Written } from './words.ts';

/** A word among colleagues; it has no way to the client. */
export function note(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Written, clientKey: string): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  const seq = addInternal(batch, conversation, actor, words, clientKey);
  feed(batch, conversation, { type: 'noted', message: seq, specialist: actor });
  return done(conversation, seq);
}

/** An internal message: a note, or the reason of a transfer. */
export function addInternal(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Written, clientKey: string): number {
  return addMessage(batch, conversation, {
    author: 'specialist',
    authorId: actor,
    audience: 'internal',
    body: words,
    clientKey,
    occurredAt: batch.now,
  });
}
