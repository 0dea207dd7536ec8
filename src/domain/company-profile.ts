import type { Language } from './language.ts';

/** What the company says of itself. Null stands for the default, which is worked out where it is asked for. */
export interface CompanyProfile {
  readonly name: string | null;
  /** IANA name; null: the client department's */
  readonly timeZone: string | null;
  /** ISO 4217; null: the one used last, else the one of the segments */
  readonly currency: string | null;
  /** of what has no reader of its own; null: what most of a department read */
  readonly language: Language | null;
}

export const noProfile: CompanyProfile = { name: null, timeZone: null, currency: null, language: null };
