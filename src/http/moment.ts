import { z } from 'zod';
import { isKeptMoment, yearsKept } from '../domain/instant.ts';

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
