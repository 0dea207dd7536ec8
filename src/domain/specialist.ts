export const roles = ['specialist', 'head', 'director', 'admin'] as const;

export type Role = (typeof roles)[number];

export const availabilities = ['available', 'away', 'off'] as const;

/** What a specialist says of themselves: `away` may end by itself at `awayUntil`, `off` ends by hand. */
export type Availability = (typeof availabilities)[number];

export const presences = [...availabilities, 'absent', 'off-shift'] as const;

/** Whether a specialist takes conversations now: only `available` does. What was planned (an absence, shifts) ends by itself. */
export type Presence = (typeof presences)[number];

/**
 * What somebody's word and plans come to at `now`. Their own word goes first, because it says most about them: who is
 * away shows as away also during an absence.
 */
export function presenceAt(
  stated: { readonly availability: Availability; readonly awayUntil: Date | null },
  planned: { readonly absent: boolean; readonly onShift: boolean },
  now: Date,
): Presence {
  const isBack = stated.availability === 'away' && stated.awayUntil !== null && stated.awayUntil <= now;
  if (stated.availability !== 'available' && !isBack) return stated.availability;
  if (planned.absent) return 'absent';
  return planned.onShift ? 'available' : 'off-shift';
}
