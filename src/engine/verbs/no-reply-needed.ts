import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { isInCharge } from './guard.ts';
import { addInternal } from './note.ts';

export interface NoReplyNeededCommand {
  readonly type: 'waive';
  readonly reason: string;
}

/** The client's last message needs no answer; why stays inside the company. */
export function markNoReplyNeeded(batch: Batch, conversation: ConversationDraft, action: DeskAction<NoReplyNeededCommand>): Handled {
  const { row } = conversation;
  const { actor, command } = action;
  if (row.status === 'closed') return refused('conversation-closed');
  if (!isInCharge(conversation, actor)) return refused('not-in-charge');
  if (row.status !== 'waiting-on-us' || row.openTurnId === null) return refused('nothing-to-answer');
  const message = addInternal(batch, conversation, actor, { text: command.reason }, deskKey(action));
  feed(batch, conversation, { type: 'waived', specialist: actor, message });
  return done(conversation, message);
}
