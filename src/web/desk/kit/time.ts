import type { Language } from '../../../domain/language.ts';
import { clock, dayKey, daysBetween } from '../../kit/calendar.ts';
import type { Translate } from './words.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const two = (value: number): string => String(value).padStart(2, '0');

/** Writes how long somebody waits, as a counter: `4:07`, `3h 05m`, `2d 4h`. A client clock behind the server's shows zero. */
export function waitText(t: Translate, ms: number): string {
  const waited = Math.max(0, ms);
  const seconds = Math.floor(waited / second) % 60;
  const minutes = Math.floor(waited / minute);
  const hours = Math.floor(waited / hour);
  if (minutes === 0) return t('wait.seconds', { ss: two(seconds) });
  if (hours === 0) return t('wait.minutes', { m: String(minutes), ss: two(seconds) });
  if (hours < 24) return t('wait.hours', { h: String(hours), mm: two(minutes % 60) });
  return t('wait.days', { d: String(Math.floor(waited / day)), h: String(hours % 24) });
}

/** Writes how long ago, in the largest unit that fits: "5 minutes ago", "yesterday". */
export function ago(t: Translate, language: Language, then: Date, now: Date): string {
  const past = now.getTime() - then.getTime();
  if (past < minute) return t('time.now');
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (past < hour) return format.format(-Math.floor(past / minute), 'minute');
  if (past < day) return format.format(-Math.floor(past / hour), 'hour');
  if (past < 30 * day) return format.format(-Math.floor(past / day), 'day');
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(then);
}

export const fullTime = (language: Language, at: Date): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(at);

/** The same by the clock of a time zone. */
export const fullTimeIn = (language: Language, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at);

/** Writes a moment as a field of date and time takes it, in the viewer's zone: `2026-03-02T14:30`. */
export const localDateTime = (at: Date): string => `${dayKey(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;

/** Returns the words over a day's messages: "Today", "Yesterday", "12 March", "12 March 2024". */
export function dayTitle(t: Translate, language: Language, at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days === 0) return t('time.today');
  if (days === 1) return t('time.yesterday');
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'long', ...year }).format(at);
}

/** Returns the short stamp of a row: the clock today, the day otherwise. */
export function stamp(t: Translate, language: Language, at: Date, now: Date): string {
  const days = daysBetween(at, now);
  if (days === 0) return clock(language, at);
  if (days === 1) return t('time.yesterday');
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: '2-digit' } as const);
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...year }).format(at);
}

/** Writes a day in short: "12 мар. 2026". */
export const date = (language: Language, at: Date): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(at);
