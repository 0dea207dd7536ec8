import { financeDepartment } from '../../domain/track.ts';
import { tInternal } from '../../texts/internal.ts';
import { feed } from '../batch/carry-out.ts';
import { type Batch, type ConversationDraft, departmentId, departmentOf } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { openQuestion } from '../delivery/questions.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { reckonDeadline } from '../turns/deadlines.ts';
import { addInternal } from './note.ts';

/** A question to whoever answers about money, which the client never sees (R10). */
export interface AskFinanceCommand {
  readonly type: 'ask-finance';
  readonly question: string;
}

/**
 * The question stands in the conversation, inside, is a task of the department that answers, and is posted in its Slack channel with a button
 * to answer it. Anybody of the company may ask, as often as they need.
 */
export function askFinance(batch: Batch, conversation: ConversationDraft, action: DeskAction<AskFinanceCommand>): Handled {
  const { row } = conversation;
  const { actor, command } = action;
  if (row.status === 'closed') return refused('conversation-closed');
  const { company, now } = batch;
  const asked = departmentId(company, financeDepartment(company.policy.data.receivables));
  const language = company.people.get(actor)?.language ?? conversation.window.contact.language;
  const text = tInternal(language, 'finance.asked', { question: command.question });
  const message = addInternal(batch, conversation, actor, { text }, deskKey(action));
  feed(batch, conversation, { type: 'noted', message, specialist: actor });
  const id: string = batch.newId();
  batch.plan.tasks.push({
    id,
    kind: 'finance',
    contactId: row.contactId,
    clientId: row.clientId,
    conversationId: row.id,
    departmentId: asked,
    specialistId: null,
    text: command.question,
    dueAt: reckonDeadline(batch, id, { kind: 'finance', from: now.getTime() }, departmentOf(company, asked)),
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
  openQuestion(batch, conversation, { task: id, department: asked, by: actor });
  return done(conversation, message);
}
