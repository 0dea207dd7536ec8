/** Years a moment from outside may be of: whatever a company tells of, and nothing that a slip of the finger makes. */
export const yearsKept = { first: 1900, last: 2199 } as const;

/** Whether a moment can be kept, reckoned with and written as text of four-digit years; false for one that is none. */
export function isKeptMoment(at: Date): boolean {
  const year = at.getUTCFullYear();
  return year >= yearsKept.first && year <= yearsKept.last;
}

/** Reads seconds since 1970 that somebody else counted; null for what is no moment that can be kept. */
export function momentOf(seconds: number): Date | null {
  const at = new Date(seconds * 1000);
  return isKeptMoment(at) ? at : null;
}
