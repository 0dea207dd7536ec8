import { clientsInBook } from '../../db/reports/clients-in-book.ts';
import { paymentsReceivedIn } from '../../db/reports/money.ts';
import type { Day } from '../../domain/day.ts';
import type { SettledPayment } from '../../domain/payment-match.ts';
import type { DueRules } from '../../domain/reports/due.ts';
import { sumCurrency } from '../currency.ts';
import { isAsked, type Place } from '../of-items.ts';
import { collects } from '../plan/collected.ts';
import type { Question, ReportDeps } from '../report.ts';
import { type BookedExpected, openBook } from './book.ts';

/** A payment that came, and what of it covers nothing that is expected. */
export interface Came {
  readonly type: 'came';
  readonly place: Place;
  readonly id: string;
  readonly client: string;
  readonly at: Date;
  readonly day: Day;
  readonly amount: number;
  readonly currency: string;
  readonly isRepeat: boolean;
  readonly left: { readonly amount: number; readonly reason: string } | null;
}

/** A payment that is expected, with what came for it. */
export interface Due {
  readonly type: 'due';
  readonly place: Place;
  readonly booked: BookedExpected;
  readonly settled: SettledPayment;
}

export type PaymentItem = Came | Due;

export interface PaymentItems {
  readonly items: readonly PaymentItem[];
  readonly rules: DueRules;
  readonly currency: string | null;
}

/** Reads what a question about payments is about, as its asker may see it. */
export async function paymentItems(deps: ReportDeps, question: Question): Promise<PaymentItems> {
  const { db, calendar } = deps;
  const asked = askedOf(deps, question);
  const [book, rows, currency] = await Promise.all([
    openBook(deps, question.until),
    paymentsReceivedIn(db, calendar.spanOfDays(question.from, question.until)),
    sumCurrency(deps),
  ]);
  const keys = new Map<string, string>(deps.company.departments.map(({ id, key }) => [id, key]));
  const sizes = new Map((await clientsInBook(db, [...new Set(rows.map(({ client }) => client))])).map((each) => [each.id, each.size]));
  const left = new Map(book.left.map((each) => [each.payment, { amount: each.amount, reason: each.reason as string }]));
  const came = rows.map((row): Came => {
    const department = row.department === null ? null : (keys.get(row.department) ?? null);
    const place = { department, specialist: row.specialist, size: sizes.get(row.client) ?? null };
    const { id, client, at, amount, currency: of, isRepeat } = row;
    return { type: 'came', place, id, client, at, day: calendar.dayOf(at), amount, currency: of, isRepeat, left: left.get(id) ?? null };
  });
  const due = book.expected.map((booked): Due => {
    const { department, specialist, size, expected } = booked;
    return { type: 'due', place: { department, specialist, size }, booked, settled: expected };
  });
  return { items: [...came, ...due].filter(({ place }) => isAsked(asked, place)), rules: book.rules, currency };
}

/**
 * Where finance collects, it collects from everybody (R9): all payments are its own, whoever owns the client, and its head sees them all.
 * Of every other department they are those of its clients.
 */
function askedOf({ company }: ReportDeps, { filter, sight }: Question): Pick<Question, 'filter' | 'sight'> {
  if (!collects(company, 'finance')) return { filter, sight };
  const { department, ...others } = filter;
  return {
    filter: department === 'finance' ? others : filter,
    sight: sight.type === 'departments' && sight.keys.includes('finance') ? { type: 'all' } : sight,
  };
}
