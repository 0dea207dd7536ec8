import type { Policy } from './policy.ts';

const minute = 60_000;

/** Says until when a sign that somebody is here counts, if no other follows: at the desk and in Slack. */
export function signCountsUntil({ presence }: Policy, at: Date): Date {
  return new Date(at.getTime() + (presence?.minutes ?? 15) * minute);
}

/** Says until when somebody's word that they are available counts. */
export function wordCountsUntil({ presence }: Policy, at: Date): Date {
  return new Date(at.getTime() + (presence?.wordHours ?? 12) * 60 * minute);
}
