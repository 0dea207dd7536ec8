import type { Calendar } from './calendar.ts';
import { lastInitialDeal } from './handover.ts';
import type { Commission, Terms } from './product-line.ts';

/** Why a payment has its rate. */
export type CommissionRule = 'initial' | 'bonus' | 'bonus-over';

export interface DealMade {
  readonly id: string;
  readonly at: Date;
  readonly unrepresentative: boolean;
}

export interface PaymentMade {
  readonly id: string;
  readonly at: Date;
  readonly kind: string;
  /** minor units, as it is after all corrections; 0: cancelled */
  readonly amount: number;
  readonly deal: string | null;
}

export interface Rated {
  readonly payment: string;
  readonly rule: CommissionRule;
  /** which deal it belongs to, or which payment of its kind it is */
  readonly ordinal: number;
  /** hundredths of a percent */
  readonly rate: number;
  readonly rateBefore: number;
  readonly rateAfter: number;
  /** minor units, half up */
  readonly amount: number;
}

/** How months are counted: by the company's calendar. */
type Months = Pick<Calendar, 'monthsAfter'>;

/**
 * What each payment of a client's product line brings the salesperson (R18). The rate falls where the pay order says, whether the
 * client was handed over or not. Deals and payments come in order of time.
 */
export function commissionOf(terms: Terms, deals: readonly DealMade[], payments: readonly PaymentMade[], months: Months): Rated[] {
  const { commission } = terms;
  if (commission === null) return [];
  const [rateBefore, rateAfter] = [rateOf(commission.fullPercent), rateOf(commission.bonusPercent)];
  const period = periodOf(terms, deals, payments, months);
  return payments.map((payment) => {
    const ordinal = period.ordinal(payment);
    const rule = period.isInitial(payment, ordinal)
      ? 'initial'
      : isOver(commission, period.end, payment.at, months)
        ? 'bonus-over'
        : 'bonus';
    const rate = rule === 'initial' ? rateBefore : rule === 'bonus' ? rateAfter : 0;
    return { payment: payment.id, rule, ordinal, rate, rateBefore, rateAfter, amount: shareOf(payment.amount, rate) };
  });
}

/** Percent in hundredths. */
export function rateOf(percent: number): number {
  return Math.round(percent * 100);
}

/** So many hundredths of a percent of an amount, to a whole minor unit, halves up; exact however large. */
export function shareOf(amount: number, rate: number): number {
  const product = BigInt(amount) * BigInt(rate) * 2n + 10_000n;
  const [whole, rest] = [product / 20_000n, product % 20_000n];
  return Number(rest < 0n ? whole - 1n : whole);
}

interface Period {
  /** when it ended; null: not yet */
  readonly end: Date | null;
  ordinal(payment: PaymentMade): number;
  isInitial(payment: PaymentMade, ordinal: number): boolean;
}

function periodOf({ handover }: Terms, deals: readonly DealMade[], payments: readonly PaymentMade[], { monthsAfter }: Months): Period {
  const valid = payments.filter((each) => each.amount !== 0);
  const nthOfKind = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const { id, kind } of valid) {
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    nthOfKind.set(id, seen.get(kind) ?? 0);
  }
  const ofKind = (payment: PaymentMade) => nthOfKind.get(payment.id) ?? 0;
  if ('payment' in handover) {
    const { kind, nth } = handover.payment;
    const ending = valid.find((each) => each.kind === kind && ofKind(each) === nth);
    const isBefore = (each: PaymentMade) => ending === undefined || payments.indexOf(each) < payments.indexOf(ending);
    return { end: ending?.at ?? null, ordinal: ofKind, isInitial: isBefore };
  }
  if ('months' in handover) {
    const start = deals[0]?.at ?? payments[0]?.at;
    const end = start === undefined ? null : monthsAfter(start, handover.months);
    return { end, ordinal: ofKind, isInitial: ({ at }) => end === null || at < end };
  }
  // A payment belongs to the deal it names, else to the newest one before it; what comes before any deal, to the first.
  const last = lastInitialDeal(handover.deal, deals[0]?.unrepresentative ?? false);
  const ordinal = (payment: PaymentMade) => {
    const named = deals.findIndex((each) => each.id === payment.deal);
    const place = named === -1 ? deals.findLastIndex((each) => each.at <= payment.at) : named;
    return Math.max(0, place) + 1;
  };
  return { end: deals[last - 1]?.at ?? null, ordinal, isInitial: (_, n) => n <= last };
}

function isOver({ bonusMonths }: Commission, end: Date | null, at: Date, { monthsAfter }: Months): boolean {
  return bonusMonths !== undefined && end !== null && at >= monthsAfter(end, bonusMonths);
}
