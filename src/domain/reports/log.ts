import type { ClientId, ConversationId, DepartmentId, SpecialistId } from '../ids.ts';
import type { Origin } from '../origin.ts';

/** All of a conversation that reports count: ids, times and codes. */
export interface ConversationLog {
  readonly id: ConversationId;
  readonly client: ClientId | null;
  readonly department: DepartmentId;
  readonly specialist: SpecialistId | null;
  /** where it began; what it is counted by, wherever it goes on */
  readonly begunIn: string;
  /** where the client writes now */
  readonly channel: string;
  /** a specialist wrote first: nobody waited until the client wrote */
  readonly isByUs: boolean;
  readonly topic: string | null;
  readonly origin: Origin;
  readonly openedAt: Date;
  /** settled now: resolved, or closed after it was */
  readonly resolvedAt: Date | null;
  /** in order of their numbers, from 1 */
  readonly turns: readonly LoggedTurn[];
  readonly assignments: readonly LoggedAssignment[];
  /** what was counted as it happened, in order */
  readonly counted: readonly Counted[];
  readonly rating: { readonly score: number; readonly at: Date } | null;
  /** the client's size from then on, in order */
  readonly sizes: readonly { readonly from: Date; readonly size: string }[];
}

export interface LoggedTurn {
  readonly n: number;
  readonly openedAt: Date;
  readonly answeredAt: Date | null;
  readonly answeredBy: SpecialistId | null;
  readonly deliveredAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedReason: string | null;
  /** in order of their numbers, from 1 */
  readonly holds: readonly LoggedHold[];
}

export interface LoggedHold {
  readonly n: number;
  readonly department: DepartmentId;
  readonly specialist: SpecialistId;
  readonly from: Date;
  readonly until: Date | null;
  readonly lapsedAt: Date | null;
  readonly kind: string;
  readonly isExcused: boolean;
}

export interface LoggedAssignment {
  readonly at: Date;
  readonly department: DepartmentId;
  /** null: nobody could have it, and it was queued */
  readonly specialist: SpecialistId | null;
  readonly rule: string;
  readonly reason: string;
  readonly isOverload: boolean;
}

/** What was counted as it happened, as the conversation stood after it: who was handed on or settled is nobody's then. */
export interface Counted {
  readonly metric: string;
  readonly at: Date;
  readonly department: DepartmentId;
  readonly specialist: SpecialistId | null;
  /** who resolved it, or handed it on; null: nobody did by hand */
  readonly by: SpecialistId | null;
}
