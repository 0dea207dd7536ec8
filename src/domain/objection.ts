import type { Candidate } from './route.ts';
import { type Presence, presences } from './specialist.ts';

/** What speaks against giving something to somebody by hand: they are not there, or full. */
export type Objection = Exclude<Presence, 'available'> | 'conversations-full' | 'portfolio-full';

export const objections: readonly Objection[] = [
  ...presences.filter((each) => each !== 'available'),
  'conversations-full',
  'portfolio-full',
];

/** All that speaks against somebody, as it stands now: whoever names them sees it, and goes on knowingly or not at all. */
export interface Objected {
  readonly specialist: string;
  readonly name: string;
  readonly why: readonly Objection[];
  /** when they are there again, as far as anybody knows, ISO 8601 */
  readonly backAt: string | null;
  /** open conversations, and how many they may have */
  readonly open: number;
  readonly limit: number;
  /** whether it can be done all the same, by somebody who says that they know */
  readonly may: boolean;
}

/** Lists what speaks against giving somebody a conversation of this size, with a client who would be new to their portfolio. */
export function objectionsTo(candidate: Candidate, units: { readonly caseUnits: number; readonly portfolioUnits: number }): Objection[] {
  const { availability, capacity, cases, portfolio } = candidate;
  const { caseUnits, portfolioUnits } = units;
  return [
    ...(availability === 'available' ? [] : [availability]),
    ...(cases + caseUnits > capacity ? ['conversations-full' as const] : []),
    ...(portfolioUnits > 0 && portfolio + portfolioUnits > capacity ? ['portfolio-full' as const] : []),
  ];
}

/** Whether all that speaks against somebody was known to whoever names them: what came since is said first. */
export function isKnowingly(why: readonly Objection[], known: readonly string[]): boolean {
  return why.every((each) => known.includes(each));
}
