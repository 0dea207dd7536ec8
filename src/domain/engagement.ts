import type { Policy } from './policy.ts';

/** What somebody is busy with who is with a client elsewhere (R16). */
export const engagements = ['meeting', 'call'] as const;

export type Engagement = (typeof engagements)[number];

const minute = 60_000;

/** Minutes of a meeting for which nobody said how long it is, and until a call ends that nobody ends. */
const usual = { lengthMinutes: 60, callMinutes: 20 };

/** Says until when a meeting is that begins at a time. */
export function meetingUntil({ meetings }: Policy, startsAt: Date): Date {
  return new Date(startsAt.getTime() + (meetings?.lengthMinutes ?? usual.lengthMinutes) * minute);
}

/** Says until when somebody counts as on a call, if nothing more is heard of it. */
export function callCountsUntil({ meetings }: Policy, at: Date): Date {
  return new Date(at.getTime() + (meetings?.callMinutes ?? usual.callMinutes) * minute);
}
