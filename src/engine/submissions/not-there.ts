import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { isInCharge } from '../verbs/guard.ts';
import type { NotThere } from './submission.ts';

/** Whoever owes the answer is not there: somebody else begins at once, blamed is nobody, and the client stays whose they were (R16). */
export function notThere(batch: Batch, conversation: ConversationDraft, { specialist }: NotThere): Handled {
  if (conversation.row.status !== 'waiting-on-us' || !isInCharge(conversation, specialist)) return refused('not-due');
  feed(batch, conversation, { type: 'unavailable', specialist });
  return done(conversation);
}
