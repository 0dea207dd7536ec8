import type { Presence } from '../../../domain/specialist.ts';
import type { PresenceOf } from '../../../http/desk/people/availability.ts';

const isEngaged = (presence: Presence): boolean => presence === 'at-meeting' || presence === 'on-call';

/** A meeting and a call end by themselves, whether or not the server was asked since. */
export function presenceNow(said: PresenceOf | null, now: Date): Presence {
  const { presence = 'available', engagedUntil = null } = said ?? {};
  return isEngaged(presence) && engagedUntil !== null && new Date(engagedUntil) <= now ? 'available' : presence;
}

/** When somebody is back by themselves; null where that is not known. */
export function untilOf(said: PresenceOf | null, presence: Presence): string | null {
  if (presence === 'away') return said?.awayUntil ?? null;
  return isEngaged(presence) ? (said?.engagedUntil ?? null) : null;
}
