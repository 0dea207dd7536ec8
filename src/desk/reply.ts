import type { SpecialistId } from '../domain/ids.ts';
import type { MessageBody } from '../domain/message.ts';
import { feed } from '../engine/carry-out.ts';
import type { Batch, ConversationDraft } from '../engine/draft.ts';
import { done, type Handled, refused } from '../engine/handler.ts';
import { addMessage } from '../engine/speak.ts';
import { isInCharge } from './guard.ts';

type Words = Pick<MessageBody, 'text' | 'attachments'>;

/** The person in charge answers the client; whoever settled a conversation may still add a word, which opens it again. */
export function reply(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, words: Words, clientKey: string): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (!isInCharge(conversation, actor)) return refused('not-in-charge');
  const seq = addMessage(batch, conversation, {
    author: 'specialist',
    authorId: actor,
    audience: 'client',
    body: words,
    clientKey,
    occurredAt: batch.now,
  });
  feed(batch, conversation, { type: 'replied', message: seq, specialist: actor });
  return done(conversation, seq);
}
