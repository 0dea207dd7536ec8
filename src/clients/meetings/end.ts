import type { Viewer } from '../../db/people/sign-in.ts';
import { endTask, findTask, type TaskRow } from '../../db/work/tasks.ts';
import type { MeetingResult } from '../../domain/engagement.ts';
import type { ConversationId } from '../../domain/ids.ts';
import type { Deps } from '../../engine/deps.ts';
import { carryOutOwed, type OwedAction, oweActions } from '../../engine/submissions/owed.ts';
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
  deps: MeetingDeps & Pick<Deps, 'log' | 'submit'>,
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
  const now = deps.now();
  const owed = ended === 'held' ? wordWithClient(found, outcome, now) : [];
  const isNew = await deps.db.transaction(async (tx) => {
    if (!(await endTask(tx, viewer, { id, outcome, result: ended, at: now }))) return false;
    const meeting = { id, startsAt: found.starts_at, endsAt: found.ends_at };
    if (ended !== null) await keepTime({ tx, now, newId: deps.newId }, meeting, null);
    await oweActions(tx, now, owed);
    return true;
  });
  if (isNew && ended !== null) tellOf(deps, found.specialist_id);
  if (isNew) for (const each of owed) await carryOutOwed(deps, each);
  return findTask(deps.db, viewer, id);
}

/** What a meeting that was held says in its conversation. Where that is somebody else's by now, or is over, nothing waited for them. */
function wordWithClient({ id, conversation_id: conversation, specialist_id: actor }: TaskRow, note: string, at: Date): OwedAction[] {
  if (conversation === null || actor === null) return [];
  const command = { type: 'spoke', kind: 'visit', note, at: at.getTime() } as const;
  return [{ type: 'desk', key: `meeting:${id}`, conversation: conversation as ConversationId, actor, command }];
}
