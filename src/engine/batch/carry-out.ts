import type { Decision, Status } from '../../domain/decision.ts';
import type { Effect, Tell } from '../../domain/effect.ts';
import type { ConversationEvent } from '../../domain/event.ts';
import { isLoggedContact } from '../../domain/logged-contact.ts';
import type { MessageBody } from '../../domain/message.ts';
import { assertNever } from '../../domain/never.ts';
import { proposeMeeting } from '../assign/meeting.ts';
import { followProposal } from '../assign/proposal.ts';
import { watchQueue } from '../assign/queue-deadline.ts';
import { askToRate } from '../delivery/ask-to-rate.ts';
import { followThread } from '../delivery/mirror.ts';
import { postSystemMessage } from '../delivery/post.ts';
import { tellInWords } from '../delivery/tell.ts';
import { endCalls } from '../turns/head-calls.ts';
import { answerTurn, type Closed, closeTurn, endHold, holdTurn, openTurn, promiseTurn, reopenTurn } from '../turns/hold.ts';
import { callHead, callHeadToQueue, remind } from '../turns/late.ts';
import { clearTimer, setTimer } from '../turns/timers.ts';
import { announceAnswer, announceRecorded, announceStatus } from './announce.ts';
import { type Batch, type ConversationDraft, departmentId, type LoadBook, touch } from './draft.ts';
import { formerOf } from './former.ts';
import { followTree } from './topic.ts';

/** Gives the flow one event: the log keeps it, the state moves on, the effects become rows. `book`: among whom somebody was sought in vain. */
export function feed(batch: Batch, conversation: ConversationDraft, event: ConversationEvent, book: LoadBook | null = null): void {
  const { row, flow } = conversation;
  const before = row.status as Status;
  const decision: Decision = event.type === 'opened' ? flow.open(event) : flow.step(row.state as Decision['state'], event);
  row.events += 1;
  conversation.searchedInVain.clear();
  batch.plan.events.push({ conversationId: row.id, n: row.events, at: batch.now, type: event.type, data: event });
  touch(conversation);
  row.state = decision.state;
  row.status = decision.outline.status;
  const department = departmentId(batch.company, decision.outline.department);
  // A head speaks for their own department's portfolios.
  if (department !== row.departmentId) row.overPortfolioBy = null;
  row.departmentId = department;
  row.specialistId = decision.outline.specialist;
  row.standInId = decision.outline.standIn;
  row.replacedId = decision.outline.replaced;
  followThread(batch, conversation, event);
  for (const effect of decision.effects) carryOut(batch, conversation, effect, event, book);
  settle(batch, conversation, closedBy(event));
  announceStatus(batch, conversation, before, event);
  if (event.type === 'opened' || event.type === 'client.message') followTree(batch, conversation);
  watchQueue(batch, conversation, before);
  followProposal(batch, conversation, event);
  endCalls(batch, conversation, event);
}

/** How a turn that is still open ends with the conversation. */
function closedBy(event: ConversationEvent): Closed {
  if (event.type === 'joined' || event.type === 'parted') return event.type;
  return event.type === 'resolved' && event.message !== undefined ? 'waived' : 'resolved';
}

/** Since when the client waits, where what they wrote stood in another conversation. */
function sinceIn(event: ConversationEvent): Date | undefined {
  return 'since' in event && event.since !== undefined ? new Date(event.since) : undefined;
}

/** Projections that follow from the status alone. */
function settle(batch: Batch, conversation: ConversationDraft, closed: Closed): void {
  const { row } = conversation;
  const isOver = row.status === 'resolved' || row.status === 'closed';
  if (isOver) closeTurn(batch, conversation, closed);
  row.resolvedAt = isOver ? (row.resolvedAt ?? batch.now) : null;
  row.closedAt = row.status === 'closed' ? (row.closedAt ?? batch.now) : null;
}

function carryOut(batch: Batch, conversation: ConversationDraft, effect: Effect, event: ConversationEvent, book: LoadBook | null): void {
  const { row } = conversation;
  switch (effect.type) {
    case 'tell':
      return postSystemMessage(batch, conversation, bodyOf(batch, conversation, effect, book));
    case 'seek-person':
      conversation.window.seeking = { conversation, seek: effect, ifNobody: 'told' };
      return;
    case 'open-turn':
      return openTurn(batch, conversation, effect.message, sinceIn(event));
    case 'hold-turn':
      return holdTurn(batch, conversation, effect.specialist, { reason: event.type, soon: effect.soon === true });
    case 'answer-turn': {
      const by = event.type === 'replied' ? event.specialist : null;
      proposeMeeting(batch, conversation, by);
      announceAnswer(batch, conversation, effect.message, by);
      return answerTurn(batch, conversation, effect.message, by);
    }
    case 'release':
      endHold(batch, conversation, endedBy(event));
      return release(batch, conversation, effect.specialist);
    case 'end-turn':
      return closeTurn(batch, conversation, event.type === 'sent-over' ? 'joined' : 'waived');
    case 'reopen-turn':
      return reopenTurn(batch, conversation, effect.message);
    case 'promise':
      return promiseTurn(batch, conversation, effect.specialist, new Date(effect.until));
    case 'remind':
      return remind(batch, conversation, effect.specialist);
    case 'call-head':
      return callHead(batch, conversation, effect.late ?? null);
    case 'call-head-to-queue':
      return callHeadToQueue(batch, conversation, effect.full);
    case 'set-timer':
      return setTimer(batch, conversation, effect.key, new Date(batch.now.getTime() + effect.delay), effect.raised);
    case 'clear-timer':
      return clearTimer(batch, conversation, effect.key);
    case 'record':
      announceRecorded(batch, conversation, effect.metric, event);
      batch.plan.metrics.push({
        conversationId: row.id,
        n: row.events,
        at: batch.now,
        metric: effect.metric,
        departmentId: row.departmentId,
        specialistId: row.specialistId,
        channel: row.channel,
        data: effect.question === undefined ? null : { question: effect.question, option: effect.option ?? null },
      });
      return;
    default:
      assertNever(effect);
  }
}

/** How the hold of whoever is let go ended (`turn_hold.ended`). */
function endedBy(event: ConversationEvent): string {
  switch (event.type) {
    case 'assigned':
      return 'taken-over';
    case 'unavailable':
      return 'away';
    case 'resolved':
      return event.message === undefined ? 'resolved' : 'waived';
    case 'timer':
    case 'erased':
      return 'resolved';
    case 'hand-back.agreed':
      return 'handed-back';
    case 'joined':
    case 'parted':
      return event.type;
    default:
      return 'passed-on';
  }
}

/** The place in the person's open conversations comes free; the load row is changed when it is locked. */
export function release(batch: Batch, conversation: ConversationDraft, specialist: string): void {
  const { reserved, row } = conversation;
  if (reserved?.specialist !== specialist) return;
  batch.givenBack.push({ ...reserved, units: row.caseUnits });
  batch.freed.add(reserved.department);
  conversation.reserved = null;
  row.caseUnits = 0;
  row.placeDepartmentId = null;
}

function bodyOf(batch: Batch, conversation: ConversationDraft, effect: Tell, book: LoadBook | null): MessageBody {
  const body = tellInWords(batch, conversation, effect, book);
  if (effect.key === 'resolved') return askToRate(batch, conversation, body);
  if (effect.key !== 'joined' && effect.key !== 'queued') return body;
  return {
    ...body,
    ...(isGuessed(conversation) && { notMoney: true as const }),
    ...(asksAboutFormer(conversation) && { former: true as const }),
  };
}

/** It went to finance by the contact's role alone: with the person who answers, the client is given the tap that says otherwise (R10). */
function isGuessed({ row }: ConversationDraft): boolean {
  return row.track === 'finance' && row.topic === null;
}

/** The first text after a client's words, while their former matter can still go on, lets them say by a tap that it is that one (R15). */
function asksAboutFormer(conversation: ConversationDraft): boolean {
  const { turns, openTurnId, channel } = conversation.row;
  if (turns !== 1 || openTurnId === null || isLoggedContact(channel)) return false;
  return formerOf(conversation) !== undefined;
}
