import { financeDepartment } from '../../domain/track.ts';
import { tInternal } from '../../texts/internal.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentId, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { addInternal } from './note.ts';

/** A question to whoever answers about money, which the client never sees (R10). */
export interface AskFinanceCommand {
  readonly type: 'ask-finance';
  readonly question: string;
}

/**
 * The question stands in the conversation, inside, and is a task of the department that answers; the answer comes back the same way. Anybody
 * of the company may ask, one thing at a time.
 */
export function askFinance(batch: Batch, conversation: ConversationDraft, action: DeskAction<AskFinanceCommand>): Handled {
  const { row } = conversation;
  const { actor, command } = action;
  if (row.status === 'closed') return refused('conversation-closed');
  const { company, now } = batch;
  const key = financeDepartment(company.policy.data.receivables);
  const { workingTime } = departmentOf(company, departmentId(company, key));
  const minutes = company.policy.data.reaction.laterMinutes;
  const language = company.people.get(actor)?.language ?? conversation.window.contact.language;
  const text = tInternal(language, 'finance.asked', { question: command.question });
  const message = addInternal(batch, conversation, actor, { text }, deskKey(action));
  feed(batch, conversation, { type: 'noted', message, specialist: actor });
  batch.plan.tasks.push({
    id: batch.newId(),
    kind: 'finance',
    contactId: row.contactId,
    clientId: row.clientId,
    conversationId: row.id,
    departmentId: departmentId(company, key),
    specialistId: null,
    text: command.question,
    dueAt: workingTime.addMinutes(now, minutes) ?? new Date(now.getTime() + minutes * 60_000),
    createdAt: now,
    createdBy: actor,
    doneAt: null,
    doneBy: null,
    outcome: null,
    remindedAt: null,
    startsAt: null,
    endsAt: null,
    result: null,
  });
  return done(conversation, message);
}
