import type { SpecialistId } from '../../domain/ids.ts';
import { tInternal } from '../../texts/internal.ts';
import { feed } from '../batch/carry-out.ts';
import type { Batch, ConversationDraft } from '../batch/draft.ts';
import { done, type Handled, refused } from '../batch/outcome.ts';
import { endQuestion, questionsOf } from '../delivery/questions.ts';
import type { DeskAction } from '../submissions/desk.ts';
import { deskKey } from '../submissions/sender.ts';
import { addInternal } from './note.ts';

/** The answer to a question that somebody asked of finance (R10). */
export interface AnswerFinanceCommand {
  readonly type: 'answer-finance';
  /** the task that asks */
  readonly task: string;
  readonly answer: string;
}

/** The answer stands where it was asked, inside, and ends the task: both or neither, and once, whoever answers at the same time. */
export function answerFinance(batch: Batch, conversation: ConversationDraft, action: DeskAction<AnswerFinanceCommand>): Handled {
  const { row, window } = conversation;
  const { actor, command } = action;
  if (row.status === 'closed') return refused('conversation-closed');
  const question = questionsOf(row).find(({ task }) => task === command.task);
  if (question === undefined) return refused('answered-already');
  // Whoever has the conversation reads it: the one who asked, unless it was handed on since.
  const reader = batch.company.people.get((row.specialistId ?? question.by) as SpecialistId);
  const language = reader?.language ?? window.contact.language;
  const text = tInternal(language, 'finance.answered', { answer: command.answer });
  const message = addInternal(batch, conversation, actor, { text }, deskKey(action));
  feed(batch, conversation, { type: 'noted', message, specialist: actor });
  endQuestion(batch, conversation, question, { by: actor, answer: command.answer });
  return done(conversation, message);
}
