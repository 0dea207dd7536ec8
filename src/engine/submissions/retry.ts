import type { FlowState } from '../../domain/decision.ts';
import type { SeekPerson } from '../../domain/effect.ts';
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
  const seek = soughtAgain(conversation);
  if (seek !== undefined) conversation.window.seeking = { conversation, seek, ifNobody };
}

/** Whom a queued conversation would seek now. */
export function soughtAgain({ flow, row }: ConversationDraft): SeekPerson | undefined {
  return flow.step(row.state as FlowState, { type: 'retried' }).effects.find((each) => each.type === 'seek-person');
}
