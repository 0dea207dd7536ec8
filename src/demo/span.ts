import type { Past } from '../db/demo/history.ts';
import type { Language } from '../domain/language.ts';

const day = 24 * 3600 * 1000;
/** so long is the past of the demo company */
const days = 30;

/** The month before now, from the beginning of its first day. */
export function pastBefore(until: Date, language: Language): Past {
  return { from: new Date(Math.floor(until.getTime() / day - days) * day), until, language };
}

/** When the company of a past is founded: everything about it is dated before anybody wrote. */
export function foundedBefore({ from }: Pick<Past, 'from'>): Date {
  return new Date(from.getTime() - day);
}
