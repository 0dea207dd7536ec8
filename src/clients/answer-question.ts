import type { Viewer } from '../db/people/sign-in.ts';
import { questionAnswered } from '../db/slack/questions.ts';
import { liveConversation } from '../db/work/task-place.ts';
import { endTask, type TaskRow } from '../db/work/tasks.ts';
import type { ConversationId, SpecialistId } from '../domain/ids.ts';
import type { Deps } from '../engine/deps.ts';
import type { Submit } from '../engine/submissions/submission.ts';
import { tInternal } from '../texts/internal.ts';

type QuestionDeps = Pick<Deps, 'db' | 'now' | 'company'> & { readonly submit: Submit };

/**
 * Answers what was asked of finance: the answer stands where it was asked, inside, and the task is done, once, whoever else answers (R10). Where
 * the conversation is over the task alone says it, and the one it became one with.
 */
export async function answerQuestion(deps: QuestionDeps, viewer: Viewer, task: TaskRow, answer: string): Promise<void> {
  const asked = task.conversation_id as ConversationId | null;
  const key = `finance:${task.id}`;
  const actor = viewer.id as SpecialistId;
  if (asked !== null) {
    const outcome = await deps.submit({
      type: 'desk',
      key,
      conversation: asked,
      actor,
      command: { type: 'answer-finance', task: task.id, answer },
    });
    if (outcome.type === 'accepted' || outcome.code === 'answered-already') return;
  }
  const isFirst = await deps.db.transaction(async (tx) => {
    const at = deps.now();
    const ended = await endTask(tx, viewer, { id: task.id, outcome: answer, result: null, at });
    if (ended) await questionAnswered(tx, task.id, at);
    return ended;
  });
  const live = asked === null || !isFirst ? null : await liveConversation(deps.db, asked);
  if (live === null) return;
  const language = deps.company().people.get(actor)?.language ?? 'en';
  const text = tInternal(language, 'finance.answered', { answer });
  await deps.submit({ type: 'desk', key, conversation: live, actor, command: { type: 'note', text, answersElsewhere: true } });
}
