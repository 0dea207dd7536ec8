import type { SpecialistId } from './ids.ts';
import type { Candidate, PassReason, Seek } from './route.ts';

/** Who is not to have it, unless they are named by hand. */
export function isBarred(specialist: SpecialistId, { except, late = [] }: Pick<Seek, 'except' | 'late'>): boolean {
  return specialist === except || late.includes(specialist);
}

/** Whether they may have it as far as training goes: what is of debts is for the trained (R9). */
export function isFit({ trained }: Candidate, { trainedOnly }: Pick<Seek, 'trainedOnly'>): boolean {
  return trainedOnly !== true || trained === true;
}

/** Why this person cannot have it now, or null when they can. `portfolioUnits`: what the client would add to their portfolio. */
export function whyNot(
  candidate: Candidate,
  seek: Pick<Seek, 'caseUnits' | 'portfolioUnits' | 'trainedOnly' | 'strangersPercent'>,
): PassReason | null {
  const { caseUnits, portfolioUnits, strangersPercent } = seek;
  if (candidate.gone !== undefined) return candidate.gone;
  if (!isFit(candidate, seek)) return 'not-trained';
  if (candidate.availability !== 'available') return candidate.availability;
  if (candidate.cases + caseUnits > candidate.capacity) return 'conversations-full';
  if (portfolioUnits > 0 && candidate.portfolio + portfolioUnits > candidate.capacity) return 'portfolio-full';
  if (strangersPercent !== undefined && candidate.cases + caseUnits > strangersRoom(candidate.capacity, caseUnits, strangersPercent))
    return 'kept-for-known';
  return null;
}

/** Units up to which strangers may fill somebody's conversations: whole places, rounded up, so that few places are all for everybody. */
function strangersRoom(capacity: number, caseUnits: number, percent: number): number {
  return Math.ceil((Math.floor(capacity / caseUnits) * percent) / 100) * caseUnits;
}
