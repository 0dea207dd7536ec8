import type { Engagement } from './engagement.ts';

export const roles = ['specialist', 'head', 'director', 'admin'] as const;

export type Role = (typeof roles)[number];

export const availabilities = ['available', 'away', 'off'] as const;

/** What a specialist says of themselves: `away` may end by itself at `awayUntil`, `off` ends by hand. */
export type Availability = (typeof availabilities)[number];

export const presences = [...availabilities, 'absent', 'off-shift', 'at-meeting', 'on-call', 'not-here'] as const;

/**
 * Whether a specialist is given conversations now: only `available` is. What was planned (an absence, shifts), a meeting and a
 * call end by themselves; `not-here` ends with the first sign of them.
 */
export type Presence = (typeof presences)[number];

/**
 * What somebody's word, plans and signs come to at `now`. Their own word goes first, because it says most about them: who is
 * away shows as away also during an absence.
 */
export function presenceAt(
  stated: { readonly availability: Availability; readonly awayUntil: Date | null },
  seen: { readonly absent: boolean; readonly onShift: boolean; readonly here: boolean; readonly engaged: Engagement | null },
  now: Date,
): Presence {
  const isBack = stated.availability === 'away' && stated.awayUntil !== null && stated.awayUntil <= now;
  if (stated.availability !== 'available' && !isBack) return stated.availability;
  if (seen.absent) return 'absent';
  if (!seen.onShift) return 'off-shift';
  if (seen.engaged !== null) return seen.engaged === 'meeting' ? 'at-meeting' : 'on-call';
  return seen.here ? 'available' : 'not-here';
}
