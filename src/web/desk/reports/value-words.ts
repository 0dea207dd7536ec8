import type { Language } from '../../../domain/language.ts';
import type { Unit } from '../../../reports/report.ts';
import { digitsOf } from '../../../texts/money.ts';
import type { Say } from './words.ts';

export interface Wording {
  readonly say: Say;
  readonly language: Language;
  /** of money; null: unknown, amounts are shown without it */
  readonly currency: string | null;
}

const nothing = '—';

/** Writes a number in its unit. Null is unknown: a dash, whose meaning stands in words for who hears it. */
export function valueWords({ say, language, currency }: Wording, unit: Unit, value: number | null): string {
  if (value === null) return nothing;
  const number = (digits: number) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  switch (unit) {
    case 'share':
      return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
    case 'seconds':
      return durationWords(say, value);
    case 'days':
      return say('days', { n: Math.round(value * 10) / 10 });
    case 'money':
      return moneyWords(language, value, currency);
    case 'ratio':
    case 'score':
    case 'units':
      return number(2);
    case 'count':
      return number(0);
  }
}

/** Writes how long something took, in two parts at most: `45 s`, `4 min 05 s`, `3 h 20 min`. */
export function durationWords(say: Say, seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return say('seconds', { s: whole });
  const minutes = Math.floor(whole / 60);
  if (minutes < 10 && whole % 60 !== 0) return say('minutes.seconds', { m: minutes, s: whole % 60 });
  const rounded = Math.round(whole / 60);
  if (rounded < 60) return say('minutes', { m: rounded });
  const rest = rounded % 60;
  return rest === 0 || rounded >= 6000
    ? say('hours', { h: Math.round(rounded / 60) })
    : say('hours.minutes', { h: Math.floor(rounded / 60), m: rest });
}

function moneyWords(language: Language, minor: number, currency: string | null): string {
  if (currency === null) return new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(minor / 100);
  const value = minor / 10 ** (digitsOf(currency) ?? 2);
  const digits = Number.isInteger(value) ? { minimumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(language, { style: 'currency', currency, ...digits }).format(value);
}

/** Writes by how much a number differs: with its sign, in its unit, shares in points of a per cent. */
export function differenceWords(wording: Wording, unit: Unit, now: number, before: number): string {
  const { say, language } = wording;
  const change = now - before;
  const sign = change > 0 ? '+' : change < 0 ? '−' : '';
  if (unit !== 'share') return `${sign}${valueWords(wording, unit, Math.abs(change))}`;
  const points = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(Math.abs(change) * 100);
  return say('change.points', { sign, points });
}

/** Writes the same with the part it is of what it was; a difference of shares is in per cent already. */
export function changeWords(wording: Wording, unit: Unit, now: number, before: number): string {
  const { say, language } = wording;
  const amount = differenceWords(wording, unit, now, before);
  if (before === 0 || unit === 'share') return amount;
  const part = (now - before) / before;
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(Math.abs(part));
  return say('change', { amount, percent: `${part < 0 ? '−' : '+'}${percent}` });
}
