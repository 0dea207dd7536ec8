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

const usual = { conversationMinutes: 30, ownershipHours: 8 };

/** Until when a department's head accepts, in its working time, before the director is asked; by the calendar where nobody works for a year. */
export function acceptanceDue({ acceptance }: Policy, kind: 'person' | 'owner', from: Date, working: WorkingTime): Date {
  const { conversationMinutes, ownershipHours } = { ...usual, ...acceptance };
  return afterWorking(working, from, kind === 'person' ? conversationMinutes : ownershipHours * 60);
}
