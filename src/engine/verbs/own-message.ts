import type { StoredMessage } from '../../db/batch/refs.ts';
import type { Seq, SpecialistId } from '../../domain/ids.ts';
import type { MessageBody } from '../../domain/message.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import type { Handled } from '../batch/outcome.ts';
import { messageAt } from '../delivery/rewrite.ts';

type Own = Extract<Handled, { type: 'refused' }> | { readonly type: 'own'; readonly message: StoredMessage; readonly body: MessageBody };

/** A message of the conversation that this specialist wrote, perhaps taken back by now. */
export function ownMessage(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, seq: Seq): Own {
  const message = messageAt(batch, conversation.window, seq);
  if (message === undefined || message.conversationId !== conversation.row.id || message.body === null)
    return { type: 'refused', code: 'unknown-message' };
  const isOwn = message.author === 'specialist' && message.authorId === actor;
  return isOwn ? { type: 'own', message, body: message.body } : { type: 'refused', code: 'not-yours' };
}
