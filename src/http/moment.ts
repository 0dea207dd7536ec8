import { z } from 'zod';
import type { Calendar } from '../domain/calendar.ts';
import { isDay } from '../domain/day.ts';
import { isKeptMoment, yearsKept } from '../domain/instant.ts';
import { isSaidMoment, saidMoment } from '../domain/said-moment.ts';
import { HttpError } from './errors.ts';

/* Moments and months as they come from outside: every one of them is bounded here, and nowhere else. */

/** A moment in any time zone, as the text it came as; nothing further is looked at when it is none. */
export const momentText = z.iso.datetime({ offset: true, abort: true }).refine((text) => isKeptMoment(new Date(text)), {
  message: `a moment of the years ${yearsKept.first} to ${yearsKept.last}`,
  abort: true,
});

/** The same as a moment. */
export const moment = momentText.transform((text) => new Date(text));

/** A calendar day. */
export const day = z.iso.date({ abort: true }).refine((text) => isKeptMoment(new Date(text)), 'a day of the years we keep');

/** A month such as 2026-03. */
export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .refine((text) => isKeptMoment(new Date(`${text}-01`)), 'a month of the years we keep');

/** A moment with its offset, by the clock of the company's time zone, or a day alone: which moment it is, the company's calendar says. */
export const saidText = z
  .union([z.iso.datetime({ offset: true, local: true }), z.iso.date()])
  .refine(isSaidMoment, { message: `a moment of the years ${yearsKept.first} to ${yearsKept.last}` });

/** The moment of what `saidText` takes; of a day its beginning. Throws 400 for a time that the company's clock jumped over. */
export function momentIn(calendar: Calendar, text: string, path = 'at'): Date {
  const at = saidMoment(text, calendar);
  if (at === null) throw new HttpError('invalid-request', [{ path, message: 'a time that the company’s clock never showed' }]);
  return at;
}

/** Filters of a list from one moment to another; a day is one with its whole length. */
export const spanFields = {
  from: saidText.optional().describe('Not earlier: a moment, or a day of the company’s time zone.'),
  until: saidText.optional().describe('Earlier than this moment; until a day: that day too.'),
};

export function spanIn(
  calendar: Calendar,
  { from, until }: { readonly from?: string | undefined; readonly until?: string | undefined },
): { readonly from: Date | null; readonly until: Date | null } {
  const end = (text: string): Date => (isDay(text) ? calendar.spanOf(text).until : momentIn(calendar, text, 'until'));
  return { from: from === undefined ? null : momentIn(calendar, from, 'from'), until: until === undefined ? null : end(until) };
}
