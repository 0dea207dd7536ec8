import { type Leaving, noteLeft, noteSign, type Sign } from '../db/people/presence.ts';
import type { Viewer } from '../db/people/sign-in.ts';
import { createBoundedMap } from '../domain/bounded-map.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { signCountsUntil } from '../domain/presence.ts';
import type { Deps } from '../engine/deps.ts';
import { announce, type PeopleDeps } from './deps.ts';

type PresenceDeps = PeopleDeps & Pick<Deps, 'company'>;

/** A session that is looked at all the time is written down once in so long, in ms. */
const restMs = 30_000;
/** Sessions of which it is remembered when they were written down. */
const mostSessions = 10_000;

/** Makes what notes that somebody is at the desk: a session of theirs asks for something, or has its page open. */
export function createDeskSigns(deps: PresenceDeps): (viewer: Viewer) => Promise<void> {
  const noted = createBoundedMap<number>(mostSessions);
  return async ({ id, session }) => {
    const at = deps.now();
    const before = noted.get(session);
    if (before !== undefined && Math.abs(at.getTime() - before) < restMs) return;
    await note(deps, { specialist: id, sign: 'desk', session, at });
    noted.set(session, at.getTime());
  };
}

/** Notes that somebody did something in Slack, as Slack itself told us. What is told late counts from when it was done. */
export async function noteInSlack(deps: PresenceDeps, specialist: SpecialistId, at: Date): Promise<void> {
  await note(deps, { specialist, sign: 'slack', session: null, at });
}

async function note(deps: PresenceDeps, sign: Pick<Sign, 'specialist' | 'sign' | 'session' | 'at'>): Promise<void> {
  const until = signCountsUntil(deps.company().policy.data, sign.at);
  // Whoever was not here a moment ago may be given what waits in a queue.
  if ((await noteSign(deps.db, { ...sign, id: deps.newId(), until })) && until > deps.now()) announce(deps);
}

/** Notes, in the transaction that ends the session, that its person has left. */
export async function noteLeaving(
  { now, newId }: Pick<PeopleDeps, 'now' | 'newId'>,
  tx: Parameters<typeof noteLeft>[0],
  { specialist, session }: { readonly specialist: string; readonly session: string | null },
  how: Leaving,
): Promise<void> {
  await noteLeft(tx, { id: newId(), specialist, session, at: now(), how });
}
