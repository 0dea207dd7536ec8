import { isCurrency } from '../../../domain/currency.ts';
import { isDay } from '../../../domain/day.ts';
import { asksForPayments, mostDates } from '../../../domain/payment-schedule.ts';
import type { ExpectedPayments } from '../../../http/desk/clients/expected-payments.ts';
import { digitsOf } from '../../../texts/money.ts';
import { minorUnits } from '../kit/money.ts';

export type Schedule = ExpectedPayments['schedules'][number];

/** A payment schedule as it is being typed. */
export interface ScheduleDraft {
  /** of the schedule, from the first try on: sent again it is no second one */
  readonly key: string;
  readonly line: string;
  readonly how: 'monthly' | 'dates' | 'once';
  /** of the month */
  readonly monthly: string;
  /** `10.03.2026` or `2026-03-10`, one after the other */
  readonly dates: string;
  readonly once: string;
  readonly amount: string;
  readonly currency: string;
  readonly from: string;
  /** empty: without an end */
  readonly until: string;
  /** nothing is expected any more, from `from` on */
  readonly over: boolean;
  /** what it takes the place of; null: it is a new one */
  readonly replaces: Pick<Schedule, 'schedule' | 'newest'> | null;
}

export type ScheduleMistake = 'line' | 'amount' | 'currency' | 'monthly' | 'dates' | 'once' | 'from' | 'until' | 'never';

export interface ScheduleInput {
  readonly key: string;
  readonly productLine: string;
  readonly recurrence: Schedule['recurrence'];
  readonly amount: number;
  readonly currency: string;
  readonly from: string;
  readonly until: string | null;
  readonly replaces: Pick<Schedule, 'schedule' | 'newest'> | null;
}

type ScheduleRead =
  | { readonly ok: true; readonly schedule: ScheduleInput }
  | { readonly ok: false; readonly mistakes: ReadonlySet<ScheduleMistake> };

export function newSchedule(
  key: string,
  { today, lines, currency }: Pick<ExpectedPayments, 'today' | 'lines' | 'currency'>,
): ScheduleDraft {
  return {
    ...{ key, line: lines[0] ?? '', how: 'monthly', monthly: String(Number(today.slice(8))), dates: '', once: today },
    ...{ amount: '', currency: currency ?? '', from: today, until: '', over: false, replaces: null },
  };
}

/** A change of a schedule speaks from today on: what was expected before stays. */
export function changedSchedule(key: string, today: string, schedule: Schedule): ScheduleDraft {
  const { productLine, recurrence, amount, currency, from, until, newest } = schedule;
  return {
    key,
    line: productLine,
    how: 'monthly' in recurrence ? 'monthly' : 'dates' in recurrence ? 'dates' : 'once',
    monthly: 'monthly' in recurrence ? String(recurrence.monthly) : '1',
    dates: 'dates' in recurrence ? recurrence.dates.join(', ') : '',
    once: 'once' in recurrence ? recurrence.once : today,
    amount: amount === 0 ? '' : (amount / 10 ** (digitsOf(currency) ?? 2)).toFixed(digitsOf(currency) ?? 2),
    currency,
    from: from > today ? from : today,
    until: until ?? '',
    over: false,
    replaces: { schedule: schedule.schedule, newest },
  };
}

/** Returns what was typed as the server takes it, or all that is wrong with it. */
export function readSchedule(draft: ScheduleDraft): ScheduleRead {
  const { key, how, from, over, replaces } = draft;
  const mistakes = new Set<ScheduleMistake>();
  const currency = draft.currency.trim().toUpperCase();
  const amount = over ? 0 : minorUnits(draft.amount, currency);
  const recurrence = recurrenceOf(draft);
  const until = draft.until === '' ? null : draft.until;
  if (draft.line.trim() === '') mistakes.add('line');
  if (!isCurrency(currency)) mistakes.add('currency');
  else if (amount === null || (amount === 0 && !over)) mistakes.add('amount');
  if (recurrence === null) mistakes.add(how);
  if (!isDay(from)) mistakes.add('from');
  if (until !== null && (!isDay(until) || until < from)) mistakes.add('until');
  if (mistakes.size === 0 && recurrence !== null && !over && !asksForPayments({ recurrence, from, until })) mistakes.add('never');
  if (mistakes.size > 0 || recurrence === null || amount === null) return { ok: false, mistakes };
  return { ok: true, schedule: { key, productLine: draft.line.trim(), recurrence, amount, currency, from, until, replaces } };
}

function recurrenceOf({ how, monthly, dates, once }: ScheduleDraft): Schedule['recurrence'] | null {
  if (how === 'monthly') {
    const day = Number(monthly);
    return /^\d{1,2}$/.test(monthly.trim()) && day >= 1 && day <= 31 ? { monthly: day } : null;
  }
  if (how === 'once') return isDay(once) ? { once } : null;
  const days = dates.split(/[\s,;]+/).flatMap((each) => (each === '' ? [] : [dayTyped(each)]));
  return days.length > 0 && days.length <= mostDates && days.every((each) => each !== null)
    ? { dates: days.flatMap((each) => each ?? []) }
    : null;
}

/** Reads `10.03.2026` and `2026-03-10`; null: it is no day. */
function dayTyped(text: string): string | null {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];
  const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : null;
}
