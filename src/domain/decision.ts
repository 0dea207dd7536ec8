import type { SizeClass } from './client.ts';
import type { LeafId, OptionId, QuestionId } from './content.ts';
import type { DepartmentKey } from './department.ts';
import type { Effect } from './effect.ts';
import type { Seq, SpecialistId } from './ids.ts';
import type { Lead } from './lead.ts';

export const statuses = [
  'asking',
  'seeking',
  'queued',
  'waiting-on-us',
  'waiting-on-client',
  'transferred',
  'reopened',
  'resolved',
  'closed',
] as const;

/** A conversation's state in one word: a projection of the flow's snapshot, written only by `commit`. */
export type Status = (typeof statuses)[number];

/** The flow's snapshot as stored: XState's value and context, and nothing else. */
export interface FlowState {
  readonly value: unknown;
  readonly context: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly question: QuestionId;
  /** a choice's option, or the message that holds the typed answer */
  readonly option?: OptionId;
  readonly message: Seq;
}

/** What others need to know of a flow's state; read from the snapshot, never stored beside it as a second truth. */
export interface Outline {
  readonly status: Status;
  /** the question now open */
  readonly asking: QuestionId | null;
  readonly department: DepartmentKey;
  readonly specialist: SpecialistId | null;
  /** who begins when the person in charge is late with the first answer (R13) */
  readonly standIn: SpecialistId | null;
  /** who was late, and has had their place taken by the one now in charge */
  readonly replaced: SpecialistId | null;
  /** all who were late with it: it does not go back to them by any search, tap or name until it is settled (R13) */
  readonly late: readonly SpecialistId[];
  /** who is with the client, on the phone or in the office, until they are answered (R7) */
  readonly metBy: SpecialistId | null;
  /** of a stranger's organisation, as the tree found it */
  readonly size: SizeClass | null;
  /** which of the two has agreed that it goes back */
  readonly agreed: SpecialistId | null;
  readonly answers: readonly Answer[];
  readonly leaf: LeafId | null;
  /** whom of sales their answers lead to */
  readonly lead: Lead | null;
  /** the client's newest message */
  readonly lastMessage: Seq;
  /** whom the client was told they are with */
  readonly introduced: SpecialistId | null;
  /** they were offered to leave a way to reach them, and have not answered that yet */
  readonly offer: boolean;
}

export interface Decision {
  readonly state: FlowState;
  readonly outline: Outline;
  readonly effects: readonly Effect[];
}
