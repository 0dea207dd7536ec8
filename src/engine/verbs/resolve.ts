import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { maySteer } from './guard.ts';

export interface ResolveCommand {
  readonly type: 'resolve';
}

/** The matter is settled; within the reopening time it goes on when the client quotes it or it is said to be the same. */
export function resolve(batch: Batch, conversation: ConversationDraft, { actor }: DeskAction<ResolveCommand>): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (conversation.row.status === 'resolved') return refused('conversation-resolved');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  feed(batch, conversation, { type: 'resolved', by: actor });
  return done(conversation);
}
