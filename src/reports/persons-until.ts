import { Temporal } from 'temporal-polyfill';
import type { Db } from '../db/db.ts';
import { forgetPersons } from '../db/reports/forget-persons.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Day } from '../domain/day.ts';

/** Numbers are kept by person for so many months. */
const usualMonths = 12;

export interface PersonsDeps {
  readonly now: () => Date;
  readonly calendar: () => Calendar;
  /** months; 0: for ever; a year where nobody says */
  readonly figureMonths?: () => number | undefined;
}

/** The first day of which numbers are kept by person; null: they are of every day. */
export function personsSince({ now, calendar, figureMonths }: PersonsDeps): Day | null {
  const months = figureMonths?.() ?? usualMonths;
  return months === 0 ? null : (Temporal.PlainDate.from(calendar().dayOf(now())).subtract({ months }).toString() as Day);
}

/** Takes persons out of numbers that have grown too old for them. */
export async function forgetOldPersons(deps: PersonsDeps & { readonly db: Db }): Promise<void> {
  const since = personsSince(deps);
  if (since !== null) await deps.db.transaction((tx) => forgetPersons(tx, since));
}
