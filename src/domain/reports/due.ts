import { type Day, daysAfter } from '../day.ts';
import type { SettledPayment } from '../payment-match.ts';

/** How long something has been due, in days: the bands that managers ask for. */
export const overdueBands = ['1to7', '8to30', '31plus'] as const;

export type OverdueBand = (typeof overdueBands)[number];

export function bandOf(days: number): OverdueBand {
  if (days <= 7) return '1to7';
  return days <= 30 ? '8to30' : '31plus';
}

/** What had come for an expected payment by the end of a day. */
export function paidBy({ covers }: Pick<SettledPayment, 'covers'>, day: Day): number {
  return covers.reduce((sum, { amount, on }) => (on <= day ? sum + amount : sum), 0);
}

export interface DueRules {
  readonly today: Day;
  /** days after the due date until a payment counts as late */
  readonly graceDays: number;
}

/** Days of a question, both included, and what can be known of them: nothing after today. */
export interface DueDays {
  readonly from: Day;
  readonly until: Day;
}

/** How an expected payment stands in the numbers of some days. Null amounts: it is no part of that number. */
export interface DueStanding {
  /** due on one of these days, and not after today */
  readonly due: number | null;
  /** of that, what had come by the last of these days, or today */
  readonly collected: number;
  readonly isCollected: boolean;
  readonly isPartial: boolean;
  /** due on one of these days, but only after today, less what came ahead */
  readonly upcoming: number | null;
  /** missing at the end of these days, or today, and late by then, however long ago it was due */
  readonly overdue: { readonly amount: number; readonly days: number; readonly band: OverdueBand } | null;
  /** what came on these days for it, though it was due after the last of them */
  readonly advance: number;
}

/**
 * Says how an expected payment stands in the numbers of some days. A past day's numbers do not change with what comes later; only a correction
 * of a payment, or one that names another invoice, changes them.
 */
export function standingIn(expected: SettledPayment, { from, until }: DueDays, { today, graceDays }: DueRules): DueStanding {
  const { amount, due, covers } = expected;
  const end = until < today ? until : today;
  const isAsked = due >= from && due <= until;
  const isDue = isAsked && due <= today;
  const paid = paidBy(expected, end);
  const collected = isDue ? paid : 0;
  const days = daysBetween(due, end);
  const isLate = paid < amount && daysAfter(due, graceDays) < end;
  return {
    due: isDue ? amount : null,
    collected,
    isCollected: isDue && paid >= amount,
    isPartial: isDue && paid > 0 && paid < amount,
    upcoming: isAsked && !isDue && paid < amount ? amount - paid : null,
    overdue: isLate ? { amount: amount - paid, days, band: bandOf(days) } : null,
    advance: due <= until ? 0 : covers.reduce((sum, each) => (each.on >= from && each.on <= end ? sum + each.amount : sum), 0),
  };
}

/** Days from one to another; 0 on the same one. */
export function daysBetween(first: Day, second: Day): number {
  return Math.round((Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000);
}
