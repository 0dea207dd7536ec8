import type { DepartmentId, SpecialistId } from '../ids.ts';

/**
 * What is counted. `first`: a conversation's first answer, from the end of the questions; `first-message`: the same from the client's first
 * message; `next`: each later answer; `resolution`: how long it took until the last resolve; `assignment`: who was found; `transfer`,
 * `reopened`, `opened`: that it happened; `violation`: a deadline that passed; `rating`: how the client found it.
 */
export const factKinds = [
  'first',
  'first-message',
  'next',
  'resolution',
  'assignment',
  'transfer',
  'reopened',
  'opened',
  'violation',
  'rating',
] as const;

export type FactKind = (typeof factKinds)[number];

/**
 * How it stands. `done`: it happened, and an answer has arrived; `open`: the client still waits for it, or it is on its way; `waived`: it
 * needed no answer, as somebody said with a reason; `unanswered`: the conversation ended without one.
 */
export type FactState = 'done' | 'open' | 'waived' | 'unanswered';

/** One thing that is counted, with all that it is counted by. It is counted on the day of `at`, whatever happens later. */
export interface Fact {
  readonly kind: FactKind;
  readonly at: Date;
  /** when it was answered or resolved; null: not yet */
  readonly until: Date | null;
  readonly state: FactState;
  /** an answer: within its deadline; a violation: excused; an assignment: beyond the limit by hand; null: not asked */
  readonly ok: boolean | null;
  /** in working time of the departments that had it, as their hours were then; null while it is open */
  readonly workingSeconds: number | null;
  readonly calendarSeconds: number | null;
  /** a resolution: seconds it waited for the client; a rating: its score */
  readonly value: number | null;
  readonly department: DepartmentId;
  /** who answered, resolved, was found, was late; of what is open: who is in charge */
  readonly specialist: SpecialistId | null;
  /** by which rule somebody was found, why one was sought, which deadline passed */
  readonly rule: string | null;
  readonly size: string | null;
  readonly turn: number | null;
  readonly hold: number | null;
}
