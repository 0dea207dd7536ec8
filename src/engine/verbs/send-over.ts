import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { type Handled, refused } from '../batch/outcome.ts';
import { sendOver } from '../delivery/send-over.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { maySteer } from './guard.ts';

/** What the client said last is not of this track: it goes over to the conversation that is (R10). */
export interface SendOverCommand {
  readonly type: 'send-over';
}

export function sendOverByHand(batch: Batch, conversation: ConversationDraft, { actor }: DeskAction<SendOverCommand>): Handled {
  const { status } = conversation.row;
  if (status === 'closed') return refused('conversation-closed');
  if (status === 'resolved') return refused('conversation-resolved');
  // Whoever is still being asked has no matter yet that could be of money or not.
  if (status === 'asking') return refused('nothing-to-send');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  return sendOver(batch, conversation, { specialist: actor });
}
