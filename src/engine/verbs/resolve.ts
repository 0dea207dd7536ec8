import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { maySteer } from './guard.ts';
import { addInternal } from './note.ts';

export interface ResolveCommand {
  readonly type: 'resolve';
  /** why the client, who waits, needs no answer */
  readonly reason?: string;
}

/**
 * The matter is settled; within the reopening time it goes on when the client quotes it or it is said to be the same. Who waits is answered first, or it is said why they need no
 * answer: nobody is told that it is settled while they wait (R13, R31).
 */
export function resolve(batch: Batch, conversation: ConversationDraft, action: DeskAction<ResolveCommand>): Handled {
  const { actor, command } = action;
  const { reason } = command;
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (conversation.row.status === 'resolved') return refused('conversation-resolved');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  if (reason === undefined && waits(conversation)) return refused('answer-owed');
  const message = reason === undefined ? null : addInternal(batch, conversation, actor, { text: reason }, deskKey(action));
  feed(batch, conversation, { type: 'resolved', by: actor, ...(message !== null && { message }) });
  return done(conversation, message);
}

/** Nobody has answered their last words, or what they came with: while they are being asked, nobody can have. */
function waits({ row }: ConversationDraft): boolean {
  return row.openTurnId !== null || row.status === 'asking' || row.status === 'seeking' || row.status === 'transferred';
}
