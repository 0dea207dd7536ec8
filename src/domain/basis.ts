import { canonical } from './canonical.ts';
import type { SpecialistId } from './ids.ts';
import type { Change } from './roster.ts';
import type { Candidate, Seek } from './route.ts';
import type { Found } from './search.ts';

/**
 * What one choice among people was decided on, besides its policy and its snapshot: stored with it, so that it can be taken again. The people
 * compared are those of the snapshot, with the changes of this decision and of all before it.
 */
export interface Basis<Facts> {
  /** which decision on its snapshot it was, from 0 */
  readonly position: number;
  /** what had changed of the snapshot's people since the decision before */
  readonly changes: readonly Change[];
  /** whom the facts name and the snapshot does not hold: of another department, or gone */
  readonly others: readonly Candidate[];
  readonly facts: Facts;
  /** what was sought, as the facts came to it under the policy */
  readonly seek: Seek;
}

/** Everything the facts name, anywhere in them: people among the rest. */
export function namesIn(facts: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') names.add(value);
    else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) collect(each);
  };
  collect(facts);
  return names;
}

/** What a decision came to, as far as it is kept. */
export interface Outcome {
  readonly specialist: SpecialistId | null;
  /** how they were found, or why there was nobody */
  readonly rule: string;
  readonly standIn: SpecialistId | null;
}

export function outcomeOf({ route, standIn }: Found): Outcome {
  return route.type === 'assigned'
    ? { specialist: route.specialist, rule: route.rule, standIn }
    : { specialist: null, rule: `nobody:${route.reason}`, standIn: null };
}

/** What differs when a decision is taken again: what was sought, or what it came to. */
export interface Difference {
  readonly what: 'sought' | 'outcome';
  readonly stored: unknown;
  readonly again: unknown;
}

/** Compares a choice with the same taken again on what is stored of it. Returns what differs; nothing, when it comes to the same. */
export function compareFound({ seek }: Basis<unknown>, stored: Outcome, again: Found): Difference[] {
  return [...differing('sought', seek, again.seek), ...differing('outcome', stored, outcomeOf(again))];
}

export function differing(what: Difference['what'], stored: unknown, again: unknown): Difference[] {
  return canonical(stored) === canonical(again) ? [] : [{ what, stored, again }];
}
