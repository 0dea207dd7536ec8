/** Whether more of a number is good, where it is good or bad at all. */
export type Better = 'more' | 'less' | null;

const more = ['within', 'ownerShare', 'mean', 'keptShare'];
const less = ['medianSeconds', 'p90Seconds', 'unanswered', 'overloads'];
const lessOf = ['violations', 'searchedInVain', 'reopened'];
const neither = ['violations.excused', 'resolution.waitedForClient.medianSeconds'];

/** Tells which way a number gets better. */
export function betterOf(key: string): Better {
  const parts = key.split('.');
  const last = parts.at(-1) ?? '';
  if (neither.includes(key)) return null;
  if (more.includes(last)) return 'more';
  return less.includes(last) || lessOf.includes(parts[0] ?? '') ? 'less' : null;
}

/** Tells what a change is. */
export function verdict(better: Better, change: number): 'better' | 'worse' | null {
  if (better === null || change === 0) return null;
  return (better === 'more') === change > 0 ? 'better' : 'worse';
}
