import { codeOf, isAway } from '../db/lost.ts';

/** What a failed transaction means for those who wait on it. */
export type FailureKind =
  /** somebody else was first, or a deadlock: the same again will do */
  | 'again'
  /** the database is away; nothing is known about the commit, the keys settle it */
  | 'database-away'
  /** it would fail again */
  | 'poison';

const again = new Set(['40001', '40P01', '23505', '55P03']);

export function failureKind(error: unknown): FailureKind {
  if (again.has(codeOf(error))) return 'again';
  return isAway(error) ? 'database-away' : 'poison';
}
