import type { ConversationId } from '../../domain/ids.ts';
import { proposalIsDue, proposalKey } from '../assign/proposal.ts';
import { queueIsDue, queueKey } from '../assign/queue-deadline.ts';
import { feed } from '../batch/carry-out.ts';
import { conversationIn } from '../batch/draft.ts';
import { done, refused } from '../batch/outcome.ts';
import { breach } from '../turns/breach.ts';
import { reactionKey } from '../turns/hold.ts';
import { isJoining, joinInto } from '../turns/join-into.ts';
import { isMoved } from '../turns/timers.ts';
import type { Kind } from './kind.ts';
import { ownWork } from './sender.ts';

/** A timer of a conversation has come; it fires only if that generation of it is still set. */
export interface TimerDue {
  readonly type: 'timer-due';
  readonly conversation: ConversationId;
  readonly key: string;
  readonly generation: number;
}

export const timerDue: Kind<TimerDue> = {
  ...ownWork,
  timer: (submission) => submission,
  handle(batch, window, { submission, timerEvent }) {
    const { key } = submission;
    const conversation = conversationIn(window, submission.conversation);
    if (conversation === undefined || timerEvent === null || isMoved(batch, conversation, key)) return refused('not-due');
    if (isJoining(timerEvent)) return joinInto(batch, conversation, timerEvent);
    if (key === queueKey) return queueIsDue(batch, conversation);
    if (key === proposalKey) return proposalIsDue(batch, conversation);
    if (key === reactionKey) return breach(batch, conversation, timerEvent);
    feed(batch, conversation, { type: 'timer', key, raised: timerEvent });
    return done(conversation);
  },
};
