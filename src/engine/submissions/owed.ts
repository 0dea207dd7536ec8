import { liveConversation } from '../../db/conversations/joined-into.ts';
import { dueOwed, insertOwed, type OwedRow, postponeOwed, settleOwed } from '../../db/conversations/owed-actions.ts';
import type { Queries } from '../../db/db.ts';
import { backoffMs } from '../../domain/backoff.ts';
import type { Deps } from '../deps.ts';
import type { NoteCommand } from '../verbs/note.ts';
import type { SpokeCommand } from '../verbs/spoke.ts';
import type { TransferCommand } from '../verbs/transfer.ts';
import type { DeskAction } from './desk.ts';
import type { Outcome } from './submission.ts';

/** What somebody does to a conversation because of what they did elsewhere. As it is stored: it holds no moments. */
export type OwedAction = DeskAction<SpokeCommand | NoteCommand | Omit<TransferCommand, 'meeting'>>;

type OwingDeps = Pick<Deps, 'db' | 'now' | 'log' | 'submit'>;

/** Whoever commits it carries it out at once; what is still there after so long was left behind by a process that ended. */
const firstMs = 5000;
const [firstRetryMs, longestRetryMs] = [1000, 5 * 60_000];

/**
 * Owes conversations these actions, in the transaction of what they follow from: `carryOutOwed` submits each after the commit, and should the
 * process end before that, or the engine be too busy, the loop does (`carryOutDue`). Each has a key of its own, so that it happens once.
 */
export function oweActions(tx: Queries, now: Date, actions: readonly OwedAction[]): Promise<void> {
  const dueAt = new Date(now.getTime() + firstMs);
  return insertOwed(
    tx,
    actions.map(({ key, conversation: conversationId, actor: actorId, command }) => {
      return { key, conversationId, actorId, command, createdAt: now, attempts: 0, dueAt };
    }),
  );
}

/** Carries out what was owed; null when it cannot be now, and is owed still. */
export async function carryOutOwed(deps: OwingDeps, action: OwedAction, attempts = 0): Promise<Outcome | null> {
  const { db, now, log } = deps;
  try {
    const outcome = await submitWhereItWent(deps, action);
    await settleOwed(db, action.key);
    return outcome;
  } catch {
    log.warn({ conversation: action.conversation, action: action.command.type }, 'owed still');
    const dueAt = new Date(now().getTime() + backoffMs(attempts, firstRetryMs, longestRetryMs));
    // Where the database does not take that either, it is due all the same.
    await postponeOwed(db, action.key, dueAt).catch(() => undefined);
    return null;
  }
}

/** Carries out what processes that ended have left behind; returns how many actions there were. */
export async function carryOutDue(deps: OwingDeps, limit: number): Promise<number> {
  const rows = await dueOwed(deps.db, deps.now(), limit);
  for (const row of rows) await carryOutOwed(deps, actionOf(row), row.attempts);
  return rows.length;
}

/** Submits it to the conversation its own has become one with meanwhile. */
async function submitWhereItWent({ db, submit }: Pick<OwingDeps, 'db' | 'submit'>, action: OwedAction): Promise<Outcome> {
  const live = await liveConversation(db, action.conversation);
  if (live === null) return { type: 'refused', code: 'conversation-closed' };
  const outcome = await submit({ ...action, conversation: live });
  if (outcome.type !== 'refused' || outcome.code !== 'conversation-closed') return outcome;
  const next = await liveConversation(db, live);
  return next === null || next === live ? outcome : submitWhereItWent({ db, submit }, { ...action, conversation: next });
}

function actionOf({ key, conversation, actor, command }: OwedRow): OwedAction {
  return { type: 'desk', key, conversation, actor, command: command as OwedAction['command'] };
}
