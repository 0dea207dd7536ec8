import { wordsOf } from '../../flows/words.ts';
import type { Decision } from '../domain/decision.ts';
import type { Effect, Tell } from '../domain/effect.ts';
import type { ConversationEvent } from '../domain/event.ts';
import type { MessageBody } from '../domain/message.ts';
import { assertNever } from '../domain/never.ts';
import { type Batch, type ConversationDraft, departmentId, touch } from './draft.ts';
import { answerTurn, closeTurn, holdTurn, openTurn } from './hold.ts';
import { tell } from './speak.ts';

/** Gives the flow one event: the log keeps it, the state moves on, the effects become rows. */
export function feed(batch: Batch, conversation: ConversationDraft, event: ConversationEvent): void {
  const { row, flow } = conversation;
  const decision: Decision = event.type === 'opened' ? flow.open(event) : flow.step(row.state as Decision['state'], event);
  row.events += 1;
  batch.plan.events.push({ conversationId: row.id, n: row.events, at: batch.now, type: event.type, data: event });
  touch(conversation);
  row.state = decision.state;
  row.status = decision.outline.status;
  row.departmentId = departmentId(batch.company, decision.outline.department);
  row.specialistId = decision.outline.specialist;
  for (const effect of decision.effects) carryOut(batch, conversation, effect, event);
  settle(batch, conversation);
}

/** Projections that follow from the status alone. */
function settle(batch: Batch, conversation: ConversationDraft): void {
  const { row } = conversation;
  const isOver = row.status === 'resolved' || row.status === 'closed';
  if (isOver) closeTurn(batch, conversation);
  row.resolvedAt = isOver ? (row.resolvedAt ?? batch.now) : null;
  row.closedAt = row.status === 'closed' ? (row.closedAt ?? batch.now) : null;
}

function carryOut(batch: Batch, conversation: ConversationDraft, effect: Effect, event: ConversationEvent): void {
  const { plan } = batch;
  const { row } = conversation;
  switch (effect.type) {
    case 'tell':
      return tell(batch, conversation, worded(batch, conversation, effect));
    case 'seek-person':
      conversation.window.seeking = { conversation, seek: effect, isRetry: false };
      return;
    case 'open-turn':
      return openTurn(batch, conversation, effect.message);
    case 'hold-turn':
      return holdTurn(batch, conversation, effect.specialist, event.type);
    case 'answer-turn':
      return answerTurn(batch, conversation, effect.message, event.type === 'replied' ? event.specialist : null);
    case 'release':
      return release(batch, conversation);
    case 'set-timer': {
      // The number of the event is new every time, so a generation that fired or was cleared never comes again.
      const timer = {
        conversationId: row.id,
        key: effect.key,
        generation: row.events,
        dueAt: new Date(batch.now.getTime() + effect.delay),
        raised: effect.raised,
      };
      plan.clearedTimers.delete(timerKey(row.id, effect.key));
      plan.timers.set(timerKey(row.id, effect.key), timer);
      return;
    }
    case 'clear-timer':
      plan.timers.delete(timerKey(row.id, effect.key));
      plan.clearedTimers.set(timerKey(row.id, effect.key), { conversationId: row.id, key: effect.key });
      return;
    case 'record':
      plan.metrics.push({
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

/** A timer's place in the plan. */
export function timerKey(conversation: string, key: string): string {
  return `${conversation} ${key}`;
}

/** The place in the person's open conversations comes free; the load row is changed when it is locked. */
function release(batch: Batch, conversation: ConversationDraft): void {
  const { reserved, row } = conversation;
  if (reserved === null) return;
  batch.givenBack.push({ ...reserved, units: row.caseUnits });
  batch.freed.add(reserved.department);
  conversation.reserved = null;
  row.caseUnits = 0;
}

function worded(batch: Batch, conversation: ConversationDraft, effect: Tell): MessageBody {
  const { company } = batch;
  const { language } = conversation.window.contact;
  const id = 'specialist' in effect ? effect.specialist : undefined;
  const specialist = id === undefined ? undefined : company.people.get(id);
  const key = 'department' in effect ? effect.department : undefined;
  const department = company.departments.find((each) => each.key === key);
  return wordsOf(effect, {
    tree: conversation.flow.tree,
    language,
    specialistName: specialist?.name ?? '',
    departmentName: department?.name[language] ?? '',
  });
}
