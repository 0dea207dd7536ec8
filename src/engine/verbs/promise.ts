import type { SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { isInCharge } from './guard.ts';

/** The furthest a promise may reach, in ms. */
const furthest = 14 * 24 * 3600 * 1000;

/** "I will answer by 15:40": the client is told, and it replaces the deadline (R13). */
export function promise(batch: Batch, conversation: ConversationDraft, actor: SpecialistId, until: Date): Handled {
  const { row } = conversation;
  if (row.status === 'closed') return refused('conversation-closed');
  if (!isInCharge(conversation, actor)) return refused('not-in-charge');
  if (row.status !== 'waiting-on-us' || row.openTurnId === null) return refused('nothing-to-answer');
  const ahead = until.getTime() - batch.now.getTime();
  // Not a number neither: it is no time at all.
  if (!(ahead > 0 && ahead <= furthest)) return refused('promise-out-of-range');
  feed(batch, conversation, { type: 'promised', specialist: actor, until: until.getTime() });
  return done(conversation);
}
