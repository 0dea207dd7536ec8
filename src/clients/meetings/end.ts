import type { Viewer } from '../../db/people/sign-in.ts';
import { endTask, findTask, type TaskRow } from '../../db/work/tasks.ts';
import type { MeetingResult } from '../../domain/engagement.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Submit } from '../../engine/submissions/submission.ts';
import { answerQuestion } from '../answer-question.ts';
import { type MeetingDeps, tellOf } from './arrange.ts';
import { keepTime } from './time.ts';

export interface Finished {
  readonly id: string;
  readonly outcome: string;
  /** of a meeting; null of other tasks */
  readonly result: MeetingResult | null;
}

/**
 * Ends a task with what came of it; done already counts as done. What was asked of finance is answered by it (R10). A meeting that ends early frees its person at once (R16), and one that was
 * held is their word with the client: it answers whatever waits there for them (R13). Null when it is not this viewer's to do.
 */
export async function finishTask(
  deps: MeetingDeps & { readonly submit: Submit },
  viewer: Viewer,
  { id, outcome, result }: Finished,
): Promise<TaskRow | null> {
  const found = await findTask(deps.db, viewer, id);
  if (found === null) return null;
  if (found.kind === 'finance') {
    await answerQuestion(deps, viewer, found, outcome);
    return findTask(deps.db, viewer, id);
  }
  const ended = found.kind === 'meeting' ? (result ?? 'held') : null;
  const isNew = await deps.db.transaction(async (tx) => {
    const now = deps.now();
    if (!(await endTask(tx, viewer, { id, outcome, result: ended, at: now }))) return false;
    const meeting = { id, startsAt: found.starts_at, endsAt: found.ends_at };
    if (ended !== null) await keepTime({ tx, now, newId: deps.newId }, meeting, null);
    return true;
  });
  if (isNew && ended !== null) {
    tellOf(deps, found.specialist_id);
    if (ended === 'held' && found.conversation_id !== null && found.specialist_id !== null) {
      const command = { type: 'spoke', kind: 'visit', note: outcome } as const;
      const conversation = found.conversation_id as ConversationId;
      // Where it is somebody else's by now, or is over, nothing waited for them.
      await deps.submit({ type: 'desk', key: `meeting:${id}`, conversation, actor: found.specialist_id, command });
    }
  }
  return findTask(deps.db, viewer, id);
}
