import type { Target } from './target.ts';

/** A target counts for so much of itself at most, however far it was passed (R27). */
export const mostFulfilment = 1.5;

/** How much of a target is fulfilled, 0 to 1.5; null: nobody knows what was reached. */
export function fulfilmentOf({ direction, goal }: Pick<Target, 'direction' | 'goal'>, reached: number | null): number | null {
  if (reached === null) return null;
  if (direction === 'more') return capped(goal === 0 ? 1 : reached / goal);
  // None where some were allowed is as good as it gets; one where none was allowed is none of it.
  if (reached <= 0) return goal === 0 ? 1 : mostFulfilment;
  return capped(goal / reached);
}

export interface Weighted {
  /** sum of weights times fulfilment, 0 to 1.5; null: nothing is known */
  readonly value: number | null;
  /** weight of what is not known, 0 to 1: it counts as not fulfilled */
  readonly unknown: number;
}

/** The weighted sum of a plan's targets. What nobody knows counts as nothing, and is said beside it. */
export function weightedSum(targets: readonly { readonly weight: number; readonly fulfilment: number | null }[]): Weighted {
  let sum = 0;
  let unknown = 0;
  for (const { weight, fulfilment } of targets) {
    if (fulfilment === null) unknown += Math.round(weight * 100);
    else sum += Math.round(weight * 100) * fulfilment;
  }
  const isAllUnknown = targets.every(({ fulfilment }) => fulfilment === null);
  return { value: isAllUnknown ? null : Math.min(mostFulfilment, sum / 10_000), unknown: unknown / 10_000 };
}

export interface Gap {
  /** what is missing, 0 where the goal is reached */
  readonly missing: number;
  /** of it for each working day that is left, today included; null: none is left */
  readonly perDay: number | null;
}

/** What of a goal is still to come; null where less is better, of a share, and where nothing is known. */
export function gapOf(
  { direction, unit, goal }: Pick<Target, 'direction' | 'unit' | 'goal'>,
  reached: number | null,
  daysLeft: number,
): Gap | null {
  if (direction === 'less' || unit === 'share' || reached === null) return null;
  const missing = Math.max(0, goal - reached);
  return { missing, perDay: daysLeft > 0 ? missing / daysLeft : null };
}

function capped(value: number): number {
  return Math.min(mostFulfilment, Math.max(0, value));
}
