import type { Candidate } from './route.ts';

/** Load as a fraction of capacity over both budgets, compared exactly in integers; equals are told apart by id (R11). */
export function leastLoaded(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const each of candidates) if (best === undefined || lighter(each, best)) best = each;
  return best;
}

/** The same in order, the lightest first. */
export function lightestFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.toSorted((a, b) => (lighter(a, b) ? -1 : 1));
}

function lighter(a: Candidate, b: Candidate): boolean {
  const left = (a.cases + a.portfolio) * b.capacity;
  const right = (b.cases + b.portfolio) * a.capacity;
  return left === right ? a.specialist < b.specialist : left < right;
}

/** Those of them who speak the client's language, where the policy asks for it and there are any; else all. */
export function speakersFirst<Person extends Pick<Candidate, 'languages'>>(
  able: readonly Person[],
  { language }: { readonly language?: string },
): readonly Person[] {
  if (language === undefined) return able;
  const speakers = able.filter((each) => each.languages?.includes(language) === true);
  return speakers.length > 0 ? speakers : able;
}
