import type { Calendar } from './calendar.ts';
import { isDay } from './day.ts';
import { isKeptMoment } from './instant.ts';

/** A day, with a time or without, the time with its offset or without. */
const form = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Whether a text can be a moment; whether clocks ever showed it, the calendar knows. */
export function isSaidMoment(text: string): boolean {
  const parts = partsOf(text);
  return parts !== null && isKeptMoment(new Date(`${parts.day}T${parts.time}${parts.offset ?? 'Z'}`));
}

/**
 * The moment of a text that `isSaidMoment`: a time without an offset is one of the company's time zone, a day without a time its beginning
 * there. Null: clocks there jump over that time, or the day it was.
 */
export function saidMoment(text: string, calendar: Pick<Calendar, 'momentOf' | 'spanOf'>): Date | null {
  const { day, time, offset } = partsOf(text) ?? { day: '', time: '', offset: null };
  if (offset !== null) return new Date(`${day}T${time}${offset}`);
  if (text.trim().length > 10) return calendar.momentOf(`${day}T${time}`);
  const { from, until } = calendar.spanOf(day);
  return from < until ? from : null;
}

function partsOf(text: string): { readonly day: string; readonly time: string; readonly offset: string | null } | null {
  const [, day = '', hour = '0', minute = '00', second = '00', part = '', zone] = form.exec(text.trim()) ?? [];
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  if (!isDay(day) || !isTime) return null;
  const offset = zone === undefined ? null : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  return { day, time: `${hour.padStart(2, '0')}:${minute}:${second}.${part.slice(0, 3).padEnd(3, '0')}`, offset };
}
