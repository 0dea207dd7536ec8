import { feed } from '../engine/carry-out.ts';
import type { Batch, ConversationDraft } from '../engine/draft.ts';
import { done, type Handled, refused } from '../engine/handler.ts';
import type { NotThere } from '../engine/submission.ts';
import { isInCharge } from './guard.ts';

/** Whoever owes the answer is not there: somebody else begins at once, blamed is nobody, and the client stays whose they were (R16). */
export function notThere(batch: Batch, conversation: ConversationDraft, { specialist }: NotThere): Handled {
  if (conversation.row.status !== 'waiting-on-us' || !isInCharge(conversation, specialist)) return refused('not-due');
  feed(batch, conversation, { type: 'unavailable', specialist });
  return done(conversation);
}
