import { expectedMarksOf } from '../db/clients/expected-marks.ts';
import { clientsWithSchedules, paymentsReceived, schedulesOf } from '../db/clients/schedules.ts';
import type { Queries } from '../db/db.ts';
import { type Day, daysAfter } from '../domain/day.ts';
import { type Matched, matchPayments, type SettledPayment } from '../domain/payment-match.ts';
import { expectedUntil } from '../domain/payment-schedule.ts';
import type { Policy } from '../domain/policy.ts';
import type { Company } from '../engine/company.ts';

/** What a policy says of expected payments where it says nothing: how early one may come, and how long after its day it is late. */
const usualEarlyDays = 31;
const usualGraceDays = 0;
/** How far ahead of today expected payments are shown. */
const aheadDays = 62;

/** An expected payment with what came for it, and since when invoice and documents are with the client; null: nobody says that they are. */
export interface ExpectedShown extends SettledPayment {
  readonly documentsAt: Date | null;
}

export interface ExpectedOf extends Pick<Matched, 'left'> {
  readonly client: string;
  readonly expected: readonly ExpectedShown[];
  readonly today: Day;
}

/** What is expected of clients as of a moment and until a day, matched with what came until then (R32); days are the company's. */
export async function expectedPayments(
  db: Queries,
  company: Company,
  clients: readonly string[],
  at: Date,
  last: Day = daysAfter(company.calendar.dayOf(at), aheadDays),
): Promise<ExpectedOf[]> {
  const { dayOf } = company.calendar;
  const today = dayOf(at);
  const rules = { today, ...paymentRules(company.policy.data) };
  const [schedules, received, marks] = await Promise.all([
    schedulesOf(db, clients),
    paymentsReceived(db, clients),
    expectedMarksOf(db, clients),
  ]);
  const marked = new Map(marks.map((each) => [`${each.schedule}/${each.due}`, each]));
  const markOf = ({ schedule, due }: { readonly schedule: string; readonly due: Day }) => marked.get(`${schedule}/${due}`);
  const payments = received.filter((each) => each.at <= at).map(({ at: on, ...each }) => ({ ...each, on: dayOf(on) }));
  const [schedulesBy, paymentsBy] = [
    Map.groupBy(schedules, ({ clientId }) => clientId),
    Map.groupBy(payments, ({ clientId }) => clientId as string),
  ];
  return clients.map((client) => {
    const expected = expectedUntil(schedulesBy.get(client) ?? [], last).map((each) => ({
      ...each,
      invoice: markOf(each)?.invoice ?? each.invoice,
    }));
    const own = paymentsBy.get(client) ?? [];
    const matched = matchPayments(expected, own, rules);
    const shown = matched.expected.map((each) => ({ ...each, documentsAt: markOf(each)?.documentsAt ?? null }));
    return { client, today, left: matched.left, expected: shown };
  });
}

/** When payments count as early and late, by the policy. */
export function paymentRules({ payments }: Policy) {
  return { earlyDays: payments?.earlyDays ?? usualEarlyDays, graceDays: payments?.graceDays ?? usualGraceDays };
}

/** Goes through all clients of whom payments are expected, so many at a time; `last`: the day until which they are. */
export async function* expectedOfAll(db: Queries, company: Company, at: Date, last?: Day, atOnce = 100): AsyncGenerator<ExpectedOf[]> {
  let after: string | null = null;
  for (;;) {
    const clients = await clientsWithSchedules(db, after, atOnce);
    if (clients.length > 0) yield await expectedPayments(db, company, clients, at, last);
    after = clients.at(-1) ?? null;
    if (clients.length < atOnce) return;
  }
}
