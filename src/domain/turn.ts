import type { DepartmentKey } from './department.ts';
import { afterWorking, type WorkingTime } from './hours.ts';
import type { Policy } from './policy.ts';

/** The timer of the open hold's deadline. */
export const reactionKey = 'reaction';

/** For how long after it was written a reply that waited for its author's tap counts from then, ms. */
export const countsFromWritingMs = 2 * 60_000;

/**
 * Which deadline a hold has (R13): `first`, the short one of a conversation's first turn, behind which a stand-in waits; `later`, the
 * longer one of every other turn; `promise`, the time that the client was told.
 */
export type HoldKind = 'first' | 'later' | 'promise';

export interface Deadline {
  readonly due: Date;
  /** there is no working time for a year to come, so it was computed by the calendar */
  readonly byCalendar: boolean;
}

const minute = 60_000;

/** All that a hold's deadline is reckoned on, besides the policy and the department's working time. Plain data, stored whole; ms since 1970. */
export type HoldFacts =
  | { readonly kind: Exclude<HoldKind, 'promise'>; readonly department: DepartmentKey; readonly from: number }
  | { readonly kind: 'promise'; readonly until: number };

/** Until when a turn must be answered: by the time the client was told, else in working time of the department that holds it. */
export function holdDue(policy: Policy, facts: HoldFacts, working: WorkingTime): Deadline {
  if (facts.kind === 'promise') return { due: new Date(facts.until), byCalendar: false };
  const { kind, department, from } = facts;
  const { firstMinutes, laterMinutes } = policy.reaction;
  const minutes = kind === 'first' ? (firstMinutes[department] ?? laterMinutes) : laterMinutes;
  const due = working.addMinutes(new Date(from), minutes);
  return due === null ? { due: new Date(from + minutes * minute), byCalendar: true } : { due, byCalendar: false };
}

/** How much working time somebody is given by a deadline, ms: whatever becomes of the hours, they have it (R16). */
export function givenMs(working: WorkingTime, from: Date, due: Date): number {
  return Math.round(working.minutesBetween(from, due) * minute);
}

/** What a hold was reckoned on, as it is stored; `schedule` names the working time by its hash. */
export interface HoldBasis {
  readonly facts: HoldFacts;
  readonly schedule: string;
}

/** When the head is called to a conversation that nobody could take, in working time of its department; by the calendar where there is none. */
export function queueDue({ reaction }: Policy, from: Date, working: WorkingTime): Date {
  return afterWorking(working, from, reaction.queueMinutes ?? 10);
}

/**
 * Says whether a deadline that has come is breached at this moment, or waits on, because it is not due by our clock or because nobody
 * works now. Where nobody works for a year it is breached by the calendar.
 */
export function breachAt(
  due: Date,
  now: Date,
  working: WorkingTime,
): { readonly type: 'lapses' } | { readonly type: 'waits'; readonly until: Date } {
  if (now < due) return { type: 'waits', until: due };
  const opening = working.nextOpening(now);
  return opening === null || opening.getTime() === now.getTime() ? { type: 'lapses' } : { type: 'waits', until: opening };
}
