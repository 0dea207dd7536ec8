import { isAway, isOvertaken } from '../../db/lost.ts';

/** What a failed transaction means for those who wait on it. */
export type FailureKind =
  /** somebody else was first, or a deadlock: the same again will do */
  | 'again'
  /** the database is away; nothing is known about the commit, the keys settle it */
  | 'database-away'
  /** it would fail again */
  | 'poison';

/** What was known before the locks were there is so no longer: where somebody's messages go, or the company as it was read. */
export class Outdated extends Error {
  override readonly name = 'Outdated';
  readonly what: 'address' | 'company';
  constructor(what: 'address' | 'company', message: string) {
    super(message);
    this.what = what;
  }
}

export function failureKind(error: unknown): FailureKind {
  if (error instanceof Outdated || isOvertaken(error)) return 'again';
  return isAway(error) ? 'database-away' : 'poison';
}
