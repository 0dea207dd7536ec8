import { type Day, dayOfMonth } from './day.ts';

/** When payments are expected: every month on a day (of a shorter month the last), by the dates of a contract, or once. */
export type Recurrence = { readonly monthly: number } | { readonly dates: readonly Day[] } | { readonly once: Day };

/** Most dates of one contract. */
export const mostDates = 200;

/** A schedule as it was told (R32). One that takes another's place speaks from its own `from` on: what was expected before stays as it was. */
export interface PaymentSchedule {
  readonly id: string;
  /** the first of the chain: schedules that took each other's place have the same one */
  readonly root: string;
  readonly productLine: string;
  /** the kind of payment that covers it; null: any */
  readonly kind: string | null;
  /** number of the invoice that its payments are of */
  readonly invoice: string | null;
  readonly recurrence: Recurrence;
  /** minor units of each payment; 0: nothing is expected any more */
  readonly amount: number;
  readonly currency: string;
  readonly from: Day;
  readonly until: Day | null;
}

/** One payment that a client owes by a day. */
export interface ExpectedPayment {
  readonly schedule: string;
  readonly productLine: string;
  readonly kind: string | null;
  readonly invoice: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly due: Day;
}

/** A monthly schedule without an end is followed so many months at most. */
const mostMonths = 1200;

/** What schedules, in the order they were told, expect up to a day, that one too; by due date. */
export function expectedUntil(schedules: readonly PaymentSchedule[], last: Day): ExpectedPayment[] {
  const chains = Map.groupBy(schedules, (each) => each.root);
  return [...chains.values()].flatMap((chain) => chain.flatMap((each, i) => expectedOf(each, chain.slice(i + 1), last))).toSorted(byDue);
}

/** Whether a schedule by itself asks for anything: one that ends before it begins, or whose days all lie outside of it, is a slip of the pen. */
export function asksForPayments({ recurrence, from, until }: Pick<PaymentSchedule, 'recurrence' | 'from' | 'until'>): boolean {
  if (until !== null && until < from) return false;
  if (until === null && 'monthly' in recurrence) return true;
  const last = until ?? '9999-12-31';
  return daysOf({ recurrence, from }, last).some((each) => each >= from && each <= last);
}

function expectedOf(schedule: PaymentSchedule, later: readonly PaymentSchedule[], last: Day): ExpectedPayment[] {
  const { root, productLine, kind, invoice, amount, currency, from, until } = schedule;
  if (amount === 0) return [];
  const ends = [last, ...(until === null ? [] : [until])];
  const holds = (day: Day) => day >= from && ends.every((end) => day <= end) && later.every((each) => day < each.from);
  return daysOf(schedule, ends.toSorted()[0] ?? last)
    .filter(holds)
    .map((due) => ({ schedule: root, productLine, kind, invoice, amount, currency, due }));
}

function daysOf({ recurrence, from }: Pick<PaymentSchedule, 'recurrence' | 'from'>, last: Day): readonly Day[] {
  if ('once' in recurrence) return [recurrence.once];
  if ('dates' in recurrence) return [...new Set(recurrence.dates)];
  const days: Day[] = [];
  const [year = 0, month = 1] = from.split('-').map(Number);
  for (let n = 0; n < mostMonths; n += 1) {
    const day = dayOfMonth(year, month - 1 + n, recurrence.monthly);
    if (day > last) break;
    days.push(day);
  }
  return days;
}

function byDue(a: ExpectedPayment, b: ExpectedPayment): number {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1;
  // What asks for one kind of payment is served before what takes any.
  if ((a.kind === null) !== (b.kind === null)) return a.kind === null ? 1 : -1;
  return a.schedule < b.schedule ? -1 : 1;
}
