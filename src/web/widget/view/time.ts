import type { Language } from '../../../domain/language.ts';

/** The viewer's calendar day, to compare. */
export function dayOf(at: number): string {
  return new Date(at).toDateString();
}

/** `14:05`, in the viewer's zone and habit. */
export function timeOf(at: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** `Today`, `Yesterday`, `3 March`, with the year when it is not this one. */
export function dayName(at: number, now: number, language: Language): string {
  const day = new Date(at);
  const today = new Date(now);
  const ago = daysBetween(at, now);
  if (ago === 0 || ago === 1) return capital(new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-ago, 'day'), language);
  const year = day.getFullYear() === today.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', ...year }).format(day);
}

/** Midnights between two moments, by the viewer's calendar. */
export function daysBetween(from: number, to: number): number {
  return Math.round((midnight(new Date(to)) - midnight(new Date(from))) / 86_400_000);
}

function midnight(day: Date): number {
  return Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
}

function capital(text: string, language: Language): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
