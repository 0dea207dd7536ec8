import type { Viewer } from '../db/people/sign-in.ts';
import { questionAnswered } from '../db/slack/questions.ts';
import { endTask, type TaskRow } from '../db/work/tasks.ts';
import type { ConversationId, SpecialistId } from '../domain/ids.ts';
import type { Deps } from '../engine/deps.ts';
import { carryOutOwed, type OwedAction, oweActions } from '../engine/submissions/owed.ts';
import { tInternal } from '../texts/internal.ts';

type QuestionDeps = Pick<Deps, 'db' | 'now' | 'log' | 'company' | 'submit'>;

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
  const owed = asked === null ? [] : [noteOf(deps, task, { key, conversation: asked, actor, answer })];
  const isFirst = await deps.db.transaction(async (tx) => {
    const at = deps.now();
    const ended = await endTask(tx, viewer, { id: task.id, outcome: answer, result: null, at });
    if (!ended) return false;
    await questionAnswered(tx, task.id, at);
    await oweActions(tx, at, owed);
    return true;
  });
  if (isFirst) for (const each of owed) await carryOutOwed(deps, each);
}

interface Answer {
  readonly key: string;
  readonly conversation: ConversationId;
  readonly actor: SpecialistId;
  readonly answer: string;
}

/** In the language of whoever asked. */
function noteOf({ company }: QuestionDeps, { created_by: asker }: TaskRow, { key, conversation, actor, answer }: Answer): OwedAction {
  const { people } = company();
  const reader = people.get((asker ?? actor) as SpecialistId) ?? people.get(actor);
  const text = tInternal(reader?.language ?? 'en', 'finance.answered', { answer });
  return { type: 'desk', key, conversation, actor, command: { type: 'note', text, answersElsewhere: true } };
}
