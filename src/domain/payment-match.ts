import { type Day, daysAfter } from './day.ts';
import type { ExpectedPayment } from './payment-schedule.ts';

/** A payment that arrived, as it is after all corrections; 0: it was cancelled. */
export interface ReceivedPayment {
  readonly id: string;
  readonly productLine: string;
  readonly kind: string;
  /** minor units */
  readonly amount: number;
  readonly currency: string;
  readonly on: Day;
  /** number of the invoice it pays; null: nobody says */
  readonly invoice: string | null;
}

/** What of a payment covers an expected one. */
export interface Cover {
  readonly payment: string;
  readonly amount: number;
  readonly on: Day;
}

export type ExpectedState = 'paid' | 'partly' | 'due' | 'late';

/** An expected payment with what came for it. Late: its day is over, and not all of it has come. */
export interface SettledPayment extends ExpectedPayment {
  readonly covers: readonly Cover[];
  readonly paid: number;
  /** when the last of it came; null: not all has */
  readonly paidOn: Day | null;
  readonly state: ExpectedState;
}

/** Why money covers nothing: nothing is expected in that line, currency or of that kind, it came long before, or more came than is expected. */
export type LeftReason = 'other-line' | 'other-currency' | 'other-kind' | 'too-early' | 'over';

export interface LeftPayment {
  readonly payment: string;
  readonly amount: number;
  readonly reason: LeftReason;
}

export interface MatchRules {
  /** today, by the company's calendar */
  readonly today: Day;
  /** so long before it is due at most a payment can come for the first expected one; later ones are covered however early */
  readonly earlyDays: number;
  /** days after its due date until it counts as late */
  readonly graceDays: number;
}

export interface Matched {
  readonly expected: readonly SettledPayment[];
  readonly left: readonly LeftPayment[];
}

/**
 * Which expected payment of a client each payment covers (R32). Money that names an invoice covers what is expected by it, whatever line and
 * kind that is of; what is over, and all other money, covers the oldest unpaid in the same product line and currency, and of its kind where
 * one is named. The order in which payments were told makes no difference, only the days they came on.
 */
export function matchPayments(expected: readonly ExpectedPayment[], payments: readonly ReceivedPayment[], rules: MatchRules): Matched {
  const open = expected.map((each): Place => ({ each, covers: [], missing: each.amount }));
  const firstDue = firstDueOf(expected);
  const came = payments.filter(({ amount }) => amount > 0).toSorted(byDay);
  // Invoices first: other money takes no place that somebody has paid by name.
  const rests = came.map((payment) => ({ payment, rest: cover(open, payment, payment.amount, (each) => isInvoiced(payment, each)) }));
  const left: LeftPayment[] = [];
  for (const { payment, rest } of rests) {
    const reason = whyNone(payment, expected, firstDue, rules);
    const mayCover = (each: ExpectedPayment) => fits(payment, each) && !isTooEarly(payment, each, firstDue, rules);
    const over = reason === null ? cover(open, payment, rest, mayCover) : rest;
    if (over > 0) left.push({ payment: payment.id, amount: over, reason: over < payment.amount ? 'over' : (reason ?? 'over') });
  }
  return { expected: open.map(({ each, covers, missing }) => settled(each, covers.toSorted(byDayCovered), missing, rules)), left };
}

interface Place {
  readonly each: ExpectedPayment;
  readonly covers: Cover[];
  missing: number;
}

/** Covers what it may, the oldest first, and returns what is over. */
function cover(open: readonly Place[], { id, on }: ReceivedPayment, money: number, mayCover: (each: ExpectedPayment) => boolean): number {
  let rest = money;
  for (const place of open) {
    const amount = Math.min(rest, place.missing);
    if (amount === 0 || !mayCover(place.each)) continue;
    place.covers.push({ payment: id, amount, on });
    place.missing -= amount;
    rest -= amount;
  }
  return rest;
}

function isInvoiced({ invoice, currency }: ReceivedPayment, expected: ExpectedPayment): boolean {
  return invoice !== null && invoice === expected.invoice && currency === expected.currency;
}

function settled(expected: ExpectedPayment, covers: readonly Cover[], missing: number, { today, graceDays }: MatchRules): SettledPayment {
  const isPaid = missing === 0;
  const isLate = !isPaid && daysAfter(expected.due, graceDays) < today;
  const state = isPaid ? 'paid' : isLate ? 'late' : covers.length > 0 ? 'partly' : 'due';
  return { ...expected, covers, paid: expected.amount - missing, paidOn: isPaid ? (covers.at(-1)?.on ?? null) : null, state };
}

function fits(payment: ReceivedPayment, { productLine, currency, kind }: ExpectedPayment): boolean {
  return productLine === payment.productLine && currency === payment.currency && (kind === null || kind === payment.kind);
}

/** When each schedule expects its first payment: what came long before it was for something else. */
function firstDueOf(expected: readonly ExpectedPayment[]): ReadonlyMap<string, Day> {
  const first = new Map<string, Day>();
  for (const { schedule, due } of expected) {
    const known = first.get(schedule);
    if (known === undefined || due < known) first.set(schedule, due);
  }
  return first;
}

function isTooEarly(payment: ReceivedPayment, { schedule }: ExpectedPayment, first: ReadonlyMap<string, Day>, { earlyDays }: MatchRules) {
  return payment.on < daysAfter(first.get(schedule) ?? payment.on, -earlyDays);
}

function whyNone(payment: ReceivedPayment, expected: readonly ExpectedPayment[], first: ReadonlyMap<string, Day>, rules: MatchRules) {
  const ofLine = expected.filter((each) => each.productLine === payment.productLine);
  if (ofLine.length === 0) return 'other-line';
  const ofCurrency = ofLine.filter((each) => each.currency === payment.currency);
  if (ofCurrency.length === 0) return 'other-currency';
  const ofKind = ofCurrency.filter((each) => fits(payment, each));
  if (ofKind.length === 0) return 'other-kind';
  return ofKind.every((each) => isTooEarly(payment, each, first, rules)) ? 'too-early' : null;
}

function byDayCovered(a: Cover, b: Cover): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return a.payment < b.payment ? -1 : 1;
}

function byDay(a: ReceivedPayment, b: ReceivedPayment): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
