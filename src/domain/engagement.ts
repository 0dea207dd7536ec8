import type { Policy } from './policy.ts';

/** What somebody is busy with who is with a client elsewhere (R16). */
export const engagements = ['meeting', 'call'] as const;

export type Engagement = (typeof engagements)[number];

const minute = 60_000;

/** Where meetings are: only sales go to them (R4). */
export const meetingDepartment = 'sales';

/** How a meeting ended. */
export const meetingResults = ['held', 'not-held', 'cancelled'] as const;

export type MeetingResult = (typeof meetingResults)[number];

/** How a meeting ended that the desk proposed and took back: its client is not large after all (`task.result`). */
export const notLarge = 'not-large';

/** A meeting whose time is agreed, or is not yet. */
export interface MeetingTime {
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

/** Says when somebody is busy with a meeting, of what is still to come of it; null: never. */
export function busyWith({ startsAt, endsAt }: MeetingTime, now: Date): { readonly from: Date; readonly until: Date } | null {
  if (startsAt === null || endsAt === null || endsAt <= now) return null;
  return { from: startsAt > now ? startsAt : now, until: endsAt };
}

/** What holds where the policy names no number. */
const usual = { agreeHours: 8, lengthMinutes: 60, noticeMinutes: 60, suggestDays: 30, callMinutes: 20 };

/** How long a meeting may be. */
export const meetingMinutes = { least: 5, most: 1440 } as const;

/** Says until when a meeting is that begins at a time; `minutes` null: as long as the policy says. */
export function meetingUntil({ meetings }: Policy, startsAt: Date, minutes?: number | null): Date {
  return new Date(startsAt.getTime() + (minutes ?? meetings?.lengthMinutes ?? usual.lengthMinutes) * minute);
}

/** Says within how many working minutes a meeting is to be agreed that the desk proposes. */
export function agreeMinutes({ meetings }: Policy): number {
  return (meetings?.agreeHours ?? usual.agreeHours) * 60;
}

/** Says up to when meetings begin that their people are to be reminded of now. */
export function remindUpTo({ meetings }: Policy, now: Date): Date {
  return new Date(now.getTime() + (meetings?.noticeMinutes ?? usual.noticeMinutes) * minute);
}

/** Says since when a client is not suggested for a meeting again that was suggested. */
export function suggestedSince({ meetings }: Policy, now: Date): Date {
  return new Date(now.getTime() - (meetings?.suggestDays ?? usual.suggestDays) * 24 * 60 * minute);
}

/** Says until when somebody counts as on a call, if nothing more is heard of it. */
export function callCountsUntil({ meetings }: Policy, at: Date): Date {
  return new Date(at.getTime() + (meetings?.callMinutes ?? usual.callMinutes) * minute);
}
