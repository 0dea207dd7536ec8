import type { SpecialistId } from './ids.ts';

/** Whose word a proposal waits for: the head's of the receiving department, then the director's (R8). */
export type ProposalAsks = 'asked' | 'raised';

/** How a proposal stands, and how it ended: `met`: the person got it anyway; `answered`: somebody else answered the client first; `moved`: it went elsewhere; `over`: it ended. */
export type ProposalStatus = ProposalAsks | 'accepted' | 'refused' | 'withdrawn' | 'met' | 'answered' | 'moved' | 'over';

/** Who is wished for in a conversation, as long as that is not decided. */
export interface Proposed {
  readonly id: string;
  readonly specialist: SpecialistId;
  readonly by: SpecialistId;
  readonly status: ProposalAsks;
}
