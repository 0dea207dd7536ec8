import { endDeskSession, endSessionOf, endSessionsOf } from '../db/people/sessions.ts';
import { useUpLinksOf } from '../db/people/sign-in.ts';
import { announce, note, type PeopleDeps } from './deps.ts';
import { noteLeaving } from './presence.ts';

interface Here {
  readonly id: string;
  readonly session: string;
}

/** Ends a session, by signing out or by locking the screen. */
export async function endSession(deps: PeopleDeps, viewer: Here, action: 'signed-out' | 'session-locked'): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await endDeskSession(tx, viewer.session, deps.now());
    await noteLeaving(deps, tx, { specialist: viewer.id, session: viewer.session }, action);
    await note(deps, tx, viewer, action, { kind: 'specialist', id: viewer.id }, { session: viewer.session });
  });
  announce(deps);
}

/** Ends one of one's own sessions, on whatever browser; false when it is over already, or was never one's own. */
export function endOwnSession(deps: PeopleDeps, viewer: Here, session: string): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    const isEnded = await endSessionOf(tx, viewer.id, session, deps.now());
    if (isEnded) await note(deps, tx, viewer, 'signed-out', { kind: 'specialist', id: viewer.id }, { session });
    return isEnded;
  });
}

/**
 * Signs somebody out everywhere, and makes links that nobody has used yet worthless: whoever found one would be in again. `kept`: the
 * session that goes on, for one who does it to the others of their own. Returns how many sessions ended.
 */
export async function endSessionsEverywhere(
  deps: PeopleDeps,
  actor: { readonly id: string },
  specialist: string,
  kept: string | null,
): Promise<number> {
  const now = deps.now();
  const count = await deps.db.transaction(async (tx) => {
    const ended = await endSessionsOf(tx, specialist, now, kept);
    await useUpLinksOf(tx, specialist, now);
    if (kept === null) await noteLeaving(deps, tx, { specialist, session: null }, 'signed-out');
    await note(deps, tx, actor, 'sessions-ended', { kind: 'specialist', id: specialist }, { ended });
    return ended;
  });
  announce(deps);
  return count;
}
