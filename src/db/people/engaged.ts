import type { Engagement } from '../../domain/engagement.ts';
import { type Column, expression, named } from '../names.ts';
import { engagement } from '../schema.ts';

const e = named(engagement, 'e');

const on = (specialist: Column | string, at: string) => `${e.specialistId} = ${specialist} and ${e.from} <= ${at} and ${e.until} > ${at}`;

/** Writes the SQL for what somebody is busy with at a moment, at a meeting or on a call (R16); null: nothing. Both are SQL. */
export function engagedAt(specialist: Column | string, at: string) {
  return expression<Engagement | null>(
    `(select ${e.what} from ${e} where ${on(specialist, at)} order by ${e.until} desc, ${e.id} limit 1)`,
  );
}

/** Writes the SQL for when all that somebody is busy with at a moment is over; null: they are not. */
export function engagedUntil(specialist: Column | string, at: string) {
  return expression<Date | null>(`(select max(${e.until}) from ${e} where ${on(specialist, at)})`);
}

/** Writes the SQL that says whether somebody is busy at a moment. */
export function isEngagedAt(specialist: Column | string, at: string): string {
  return `exists (select 1 from ${e} where ${on(specialist, at)})`;
}

/**
 * Writes the SQL that says whether what somebody owes is to go on elsewhere: they are at a meeting, or on a call that lasts beyond the
 * answer's time. Who is on a call is back soon; a promise waits for the end of a meeting too. Who was called to a client may be on the phone
 * with that very client: until it is due nobody knows. `due`, `promised`, `called`: SQL.
 */
export function isKeptBy(
  specialist: Column | string,
  at: string,
  { due, promised, called }: { readonly due: string; readonly promised: string; readonly called: string },
): string {
  const lastsLonger = `(${e.until} > ${due} and (${e.what} = 'meeting' or not ${called} or ${due} <= ${at}))`;
  return `exists (select 1 from ${e} where ${on(specialist, at)} and ((${e.what} = 'meeting' and not ${promised}) or ${lastsLonger}))`;
}
