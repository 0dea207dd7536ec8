import type { Candidate } from './route.ts';

/*
 * The people one decision compared are kept as what changed since the decision before it: a batch reserves places as it goes, and a copy of
 * a department for each conversation would be tens of megabytes a second.
 */

/** What changed of the person at this place of the list. */
export type Change = readonly [place: number, fields: Partial<Candidate>];

/** Names what differs between two lists of the same people in the same order. */
export function changesBetween(before: readonly Candidate[], after: readonly Candidate[]): readonly Change[] {
  return after.flatMap((each, place): Change[] => {
    const former = before[place];
    if (former === each) return [];
    const fields = Object.entries(each).filter(([key, value]) => !isSame(former?.[key as keyof Candidate], value));
    return fields.length === 0 ? [] : [[place, Object.fromEntries(fields)]];
  });
}

/** The list as it is after these changes. */
export function applyChanges(people: readonly Candidate[], changes: readonly Change[]): readonly Candidate[] {
  const next = [...people];
  for (const [place, fields] of changes) {
    const former = next[place];
    if (former !== undefined) next[place] = { ...former, ...fields };
  }
  return next;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
