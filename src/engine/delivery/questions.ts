import type { SpecialistId } from '../../domain/ids.ts';
import type { OpenQuestion } from '../../domain/open-question.ts';
import { isOfDebts } from '../../domain/track.ts';
import { type Batch, type ConversationDraft, departmentOf } from '../batch/draft.ts';

/*
 * Questions to whoever answers about money (R10). Which are open stands with the conversation, under its window's lock: of two who answer one
 * at once the second finds it answered.
 */

export function questionsOf(row: { readonly questions: readonly OpenQuestion[] | null }): readonly OpenQuestion[] {
  return row.questions ?? [];
}

/** A question is asked: it is posted where those who are asked work in Slack, if they do, by the same transaction. */
export function openQuestion({ company, plan, now }: Batch, { row }: ConversationDraft, question: OpenQuestion): void {
  row.questions = [...questionsOf(row), question];
  const channel = departmentOf(company, question.department).slackChannel ?? company.slackChannel;
  if (!company.accounts.has('slack') || channel === null) return;
  plan.slackQuestions.push({
    taskId: question.task,
    channel,
    ts: null,
    wanted: 1,
    posted: 0,
    attempts: 0,
    dueAt: now,
    claimedUntil: null,
    claimedBy: null,
    createdAt: now,
  });
}

/** A question is answered: its task is done, and the post in Slack shows the answer in place of the button. */
export function endQuestion(
  { plan, now }: Batch,
  { row }: ConversationDraft,
  { task }: OpenQuestion,
  { by, answer }: { readonly by: SpecialistId; readonly answer: string },
): void {
  const left = questionsOf(row).filter((each) => each.task !== task);
  row.questions = left.length === 0 ? null : left;
  plan.answeredQuestions.push({ task, at: now, by, answer });
}

/**
 * A note of somebody who was asked answers the one question that is open: where there are several, which one it answers is theirs to say. A
 * colleague of the department who asked themselves adds to their question.
 */
export function answerByNote(batch: Batch, conversation: ConversationDraft, by: SpecialistId, answer: string): void {
  const { people, policy } = batch.company;
  const person = people.get(by);
  const department = person?.department;
  // Where the client department answers about money, its trained specialists do (R9).
  if (person === undefined || department == null || (isOfDebts(policy.data, 'finance', department) && !person.trained)) return;
  const asked = questionsOf(conversation.row).filter(
    (each) => each.by !== by && departmentOf(batch.company, each.department).key === department,
  );
  const [question, ...others] = asked;
  if (question !== undefined && others.length === 0) endQuestion(batch, conversation, question, { by, answer });
}
