import { z } from 'zod';
import { yearsKept } from '../domain/instant.ts';

/* Whole numbers as they come from outside: every one of them is bounded here, and nowhere else. */

/** The largest: what is added to it is still exact, and still fits the database. */
const most = 999_999_999_999_999;

/** A number that counts something: a message's place, a change. */
export const count = z.int().min(0).max(most);

/** A message's place as the desk counts: what came before a conversation's own window is below 1. */
export const whole = z.int().min(-most).max(most);

/** One that stands in an address or a header, such as `after=12`. */
export const wholeText = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);

const lastMs = Date.UTC(yearsKept.last + 1, 0, 1);

/** A place in a list that is ordered by time, in ms, or is counted; lists that begin with the newest count it downwards. */
export const placeInList = z.int().min(-lastMs).max(lastMs);
