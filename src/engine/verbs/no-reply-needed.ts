import type { SpecialistId } from '../../domain/ids.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { isInCharge } from './guard.ts';
import { addInternal } from './note.ts';

/** The client's last words need no answer; why stays inside the company. */
export function markNoReplyNeeded(
  batch: Batch,
  conversation: ConversationDraft,
  actor: SpecialistId,
  reason: string,
  clientKey: string,
): Handled {
  const { row } = conversation;
  if (row.status === 'closed') return refused('conversation-closed');
  if (!isInCharge(conversation, actor)) return refused('not-in-charge');
  if (row.status !== 'waiting-on-us' || row.openTurnId === null) return refused('nothing-to-answer');
  const message = addInternal(batch, conversation, actor, { text: reason }, clientKey);
  feed(batch, conversation, { type: 'waived', specialist: actor, message });
  return done(conversation, message);
}
