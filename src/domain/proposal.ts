import { afterWorking, type WorkingTime } from './hours.ts';
import type { SpecialistId } from './ids.ts';
import type { Policy } from './policy.ts';

/** Whose word a proposal waits for: the head's of the receiving department, then the director's (R8). */
export type ProposalAsks = 'asked' | 'raised';

export const proposalStatuses = ['asked', 'raised', 'accepted', 'refused', 'withdrawn', 'met', 'answered', 'moved', 'over'] as const;

/**
 * How a proposal stands, and how it ended. `met`: the person got it anyway; `answered`: the client was answered before it was decided;
 * `moved`: it was handed on by a word of its own; `over`: what it was about ended.
 */
export type ProposalStatus = (typeof proposalStatuses)[number];

/** Who is wished for in a conversation, as long as that is not decided. */
export interface Proposed {
  readonly id: string;
  readonly specialist: SpecialistId;
  readonly by: SpecialistId;
  readonly status: ProposalAsks;
}

/** Who says something to a proposal: a head of the department that is asked, or somebody whose word is the last. */
export type Decider = 'head' | 'director';

/** Whether somebody's word decides now (R8): a head's while they are asked, and for good where no director is there; the director's always. */
export function decidesNow(status: ProposalStatus, as: Decider, hasDirector: boolean): boolean {
  return status === 'asked' ? true : status === 'raised' && isLastWord(as, hasDirector);
}

/** Whose word it waits for; null: it is decided. */
export function waitsFor(status: ProposalStatus, hasDirector: boolean): Decider | null {
  if (status === 'asked') return 'head';
  return status !== 'raised' ? null : hasDirector ? 'director' : 'head';
}

/** Whether nobody is asked after their no. */
export function isLastWord(as: Decider, hasDirector: boolean): boolean {
  return as === 'director' || !hasDirector;
}

const usual = { conversationMinutes: 30, ownershipHours: 8 };

/** Until when a department's head accepts, in its working time, before the director is asked; by the calendar where nobody works for a year. */
export function acceptanceDue({ acceptance }: Policy, kind: 'person' | 'owner', from: Date, working: WorkingTime): Date {
  const { conversationMinutes, ownershipHours } = { ...usual, ...acceptance };
  return afterWorking(working, from, kind === 'person' ? conversationMinutes : ownershipHours * 60);
}
