import type { Language } from '../../../domain/language.ts';
import { daysBetween } from '../../kit/calendar.ts';

/** Writes `Today`, `Yesterday`, `3 March`, with the year when it is not this one. */
export function dayName(at: number, now: number, language: Language): string {
  const day = new Date(at);
  const today = new Date(now);
  const ago = daysBetween(day, today);
  if (ago === 0 || ago === 1) return capital(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-ago, 'day'), language);
  const year = day.getFullYear() === today.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', ...year }).format(day);
}

function capital(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
