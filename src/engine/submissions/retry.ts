import type { FlowState } from '../../domain/decision.ts';
import type { ConversationId } from '../../domain/ids.ts';
import { type ConversationDraft, conversationIn, type IfNobody } from '../batch/draft.ts';
import { done, refused } from '../batch/outcome.ts';
import type { Kind } from './kind.ts';
import { ownWork } from './sender.ts';

/** A place may have come free for a queued conversation. */
export interface Retry {
  readonly type: 'retry';
  readonly conversation: ConversationId;
}

export const retry: Kind<Retry> = {
  ...ownWork,
  handle(_batch, window, { submission }) {
    const conversation = conversationIn(window, submission.conversation);
    if (conversation === undefined || conversation.row.status !== 'queued') return refused('not-due');
    seekAgain(conversation, 'silent');
    return done(conversation);
  },
};

/**
 * A queued conversation looks for a person once more, the way its flow would; when there is none it stays as it was, without a
 * trace unless it has waited too long: the flow is asked what it would do, and is not given the event.
 */
export function seekAgain(conversation: ConversationDraft, ifNobody: IfNobody): void {
  const { flow, row, window } = conversation;
  const { effects } = flow.step(row.state as FlowState, { type: 'retried' });
  const seek = effects.find((each) => each.type === 'seek-person');
  if (seek !== undefined) window.seeking = { conversation, seek, ifNobody };
}
