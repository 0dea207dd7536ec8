import type { Language } from '../../domain/language.ts';

const dayMs = 24 * 60 * 60_000;

const two = (value: number): string => String(value).padStart(2, '0');

/** Names a day of the viewer's zone, `2026-03-02`: equal keys, same day. */
export const dayKey = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** Counts whole days by the viewer's calendar, not by 24 hours: what was written at 23:59 is yesterday two minutes later. */
export function daysBetween(from: Date, to: Date): number {
  const midnight = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return (midnight(to) - midnight(from)) / dayMs;
}

/** Writes the time of day, `14:05`, in the viewer's zone and habit. */
export const clock = (language: Language, at: Date): string =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(at);
