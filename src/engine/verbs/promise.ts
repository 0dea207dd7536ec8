import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { isInCharge } from './guard.ts';

/** "I will answer by …", shown to the client (R13). */
export interface PromiseCommand {
  readonly type: 'promise';
  readonly until: Date;
}

/** The furthest a promise may reach, in ms. */
const furthest = 14 * 24 * 3600 * 1000;

/** "I will answer by 15:40": the client reads it, and it replaces the deadline (R13). */
export function promise(batch: Batch, conversation: ConversationDraft, { actor, command }: DeskAction<PromiseCommand>): Handled {
  const { row } = conversation;
  if (row.status === 'closed') return refused('conversation-closed');
  if (!isInCharge(conversation, actor)) return refused('not-in-charge');
  if (row.status !== 'waiting-on-us' || row.openTurnId === null) return refused('nothing-to-answer');
  const until = command.until.getTime();
  const ahead = until - batch.now.getTime();
  // An invalid date gives NaN, which no comparison holds for.
  if (!(ahead > 0 && ahead <= furthest)) return refused('promise-out-of-range');
  feed(batch, conversation, { type: 'promised', specialist: actor, until });
  return done(conversation);
}
