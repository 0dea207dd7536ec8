import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { goOnWithFormer } from '../submissions/former.ts';
import { maySteer } from './guard.ts';

export interface SameMatterCommand {
  readonly type: 'same-matter';
}

/** What the client wrote is about the former matter: that goes on, with whoever had it (R15). */
export function sameMatter(batch: Batch, conversation: ConversationDraft, { actor }: DeskAction<SameMatterCommand>): Handled {
  if (conversation.row.status === 'closed') return refused('conversation-closed');
  if (!maySteer(batch, conversation, actor)) return refused('not-in-charge');
  return goOnWithFormer(batch, conversation);
}
