import type { FlowState } from '../../domain/decision.ts';
import { assertNever } from '../../domain/never.ts';
import { breach } from '../turns/breach.ts';
import { reactionKey } from '../turns/hold.ts';
import { isJoining, joinInto } from '../turns/join-into.ts';
import { isMoved } from '../turns/timers.ts';
import type { Arrival } from './arrival.ts';
import { feed } from './carry-out.ts';
import { type Batch, type ConversationDraft, touch, type WindowDraft } from './draft.ts';
import { done, type Handled, type Handlers, refused } from './outcome.ts';

/** Gives one submission to whoever handles its kind. */
export function handle(handlers: Handlers, batch: Batch, window: WindowDraft, arrival: Arrival): Handled {
  const { submission } = arrival;
  switch (submission.type) {
    case 'inbound':
      return handlers.inbound(batch, window, submission);
    case 'desk': {
      const conversation = find(window, submission.conversation);
      return conversation === undefined ? refused('conversation-closed') : handlers.desk(batch, conversation, submission);
    }
    case 'opening':
      return arrival.reach === null ? refused('contact-not-found') : handlers.opening(batch, window, submission, arrival.reach);
    case 'timer-due': {
      const conversation = find(window, submission.conversation);
      if (conversation === undefined || arrival.timerEvent === null || isMoved(batch, conversation, submission.key))
        return refused('not-due');
      if (isJoining(arrival.timerEvent)) return joinInto(batch, conversation, arrival.timerEvent);
      if (submission.key === reactionKey) return breach(batch, conversation, arrival.timerEvent);
      feed(batch, conversation, { type: 'timer', key: submission.key, raised: arrival.timerEvent });
      return done(conversation);
    }
    case 'retry': {
      const conversation = find(window, submission.conversation);
      if (conversation === undefined || conversation.row.status !== 'queued') return refused('not-due');
      seekAgain(conversation);
      return done(conversation);
    }
    case 'not-there': {
      const conversation = find(window, submission.conversation);
      return conversation === undefined ? refused('not-due') : handlers.notThere(batch, conversation, submission);
    }
    case 'inbound-edit':
      return handlers.inboundEdit(batch, window, submission);
    case 'inbound-reaction':
      return handlers.inboundReaction(batch, window, submission);
    case 'rating':
      return handlers.rating(batch, window, submission, arrival.sender);
    case 'fetched':
      return handlers.fetched(batch, window, submission);
    case 'undelivered':
      return handlers.undelivered(batch, window, submission, arrival.lane);
    case 'offer-answer':
      return handlers.offerAnswer(batch, window, submission);
    case 'seen':
      return see(window, submission.seq);
    default:
      return assertNever(submission);
  }
}

function find(window: WindowDraft, id: string): ConversationDraft | undefined {
  return window.conversations.find((each) => each.row.id === id);
}

/**
 * A queued conversation looks for a person once more, the way its flow would; when there is none it stays as it was, without a
 * trace: the flow is asked, and not told.
 */
function seekAgain(conversation: ConversationDraft): void {
  const { flow, row, window } = conversation;
  const { effects } = flow.step(row.state as FlowState, { type: 'retried' });
  const seek = effects.find((each) => each.type === 'seek-person');
  if (seek !== undefined) window.seeking = { conversation, seek, isRetry: true };
}

function see(window: WindowDraft, seq: number): Handled {
  const { row } = window;
  const seen = Math.min(seq, row.lastSeq);
  if (seen > row.seenSeq) {
    row.seenSeq = seen;
    for (const each of window.conversations) touch(each);
  }
  return { type: 'done', conversation: null, seq: null };
}
