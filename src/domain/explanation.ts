import type { SizeClass } from './client.ts';
import type { SpecialistId } from './ids.ts';
import type { AssignmentRule, Candidate, Gone, NobodyReason, PassedOver, PassReason } from './route.ts';
import type { Presence } from './specialist.ts';

/** Why a conversation went where it went, as stored with the assignment: ids, loads and codes, worded when read (R29). */
export interface Explanation {
  /** the least loaded people of the department at that moment, at most five, the lightest first */
  readonly top: readonly Pick<Candidate, 'specialist' | 'availability' | 'capacity' | 'cases' | 'portfolio'>[];
  /** how many of the department could have had it */
  readonly able: number;
  /** how many could not, by reason */
  readonly unable: Readonly<Partial<Record<PassReason, number>>>;
  /** people who came first by right and could not have it */
  readonly passed: readonly PassedOver[];
  /** given by hand beyond the limit of open conversations */
  readonly overload: boolean;
  /** … and beyond a full portfolio, for the client is theirs from now on */
  readonly overPortfolio?: true;
  /** who was with the client, on the phone or in the office (R7) */
  readonly metBy?: SpecialistId;
  /** whom they took it instead of, who was to come and still could */
  readonly insteadOf?: SpecialistId;
  /** the line of the policy's table by which the department serves such a client (R17) */
  readonly table?: { readonly size: SizeClass; readonly deals: number };
  /** who was named to begin if the one found is late (R13) */
  readonly standIn?: SpecialistId;
  /** who was not to have it: they were late, went away, or it was handed on from them */
  readonly except?: SpecialistId;
  /** who were late with it, and are not to have it for that (R13) */
  readonly late?: readonly SpecialistId[];
  /** … and that they had left, or work elsewhere now */
  readonly exceptGone?: Gone;
  /** named by hand although they were not there */
  readonly despite?: Exclude<Presence, 'available'>;
  /** when sales were in touch with the client by the record that led to somebody of theirs, ISO (R5) */
  readonly outreachAt?: string;
  /** how many of sales are called as the client says the manager was who contacted them, where that led to somebody */
  readonly named?: number;
  /** the client's language, where it came before load and not all of those who could have had it speak it, and how many do */
  readonly language?: { readonly code: string; readonly speak: number };
}

/** `assignment.rule`: how the person was found, or why there was none. */
export type StoredRule = AssignmentRule | `nobody:${NobodyReason}`;
