import type { ContactId } from '../../domain/ids.ts';
import { type Batch, touch, type WindowDraft } from '../batch/draft.ts';
import { type Handled, refused } from '../batch/outcome.ts';
import type { Rating } from './submission.ts';

/** How a client found a conversation of theirs; the last word counts (R23). `sender`: who is behind the address. */
export function rate(batch: Batch, window: WindowDraft, { conversation, score }: Rating, sender: ContactId | null): Handled {
  if (sender === null || sender !== window.contact.id) return refused('unknown-conversation');
  const { ratings } = batch.plan;
  const earlier = ratings.find((each) => each.conversationId === conversation);
  if (earlier === undefined) ratings.push({ conversationId: conversation, score, at: batch.now });
  else earlier.score = score;
  const open = window.conversations.find((each) => each.row.id === conversation);
  if (open !== undefined) touch(open);
  return { type: 'done', conversation, seq: null };
}
