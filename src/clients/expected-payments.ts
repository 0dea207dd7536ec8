import { clientsWithSchedules, paymentsReceived, schedulesOf } from '../db/clients/schedules.ts';
import type { Queries } from '../db/db.ts';
import { type Matched, matchPayments } from '../domain/payment-match.ts';
import { type Day, dayIn, daysAfter, expectedUntil } from '../domain/payment-schedule.ts';
import type { Policy } from '../domain/policy.ts';
import { financeDepartment } from '../domain/track.ts';
import type { Company } from '../engine/company.ts';

/** What a policy says of expected payments where it says nothing: how early one may come, and how long after its day it is late. */
const usualEarlyDays = 31;
const usualGraceDays = 0;
/** How far ahead of today expected payments are shown. */
const aheadDays = 62;

export interface ExpectedOf extends Matched {
  readonly client: string;
  readonly today: Day;
}

/** The zone in which days are counted: of the department that collects (R9). */
export function collectingZone({ departments, policy }: Pick<Company, 'departments' | 'policy'>): string {
  const key = financeDepartment(policy.data.receivables);
  return departments.find((each) => each.key === key)?.timeZone ?? 'UTC';
}

/** What is expected of clients as of a moment, matched with what came until then (R32). */
export async function expectedPayments(db: Queries, company: Company, clients: readonly string[], at: Date): Promise<ExpectedOf[]> {
  const zone = collectingZone(company);
  const today = dayIn(zone, at);
  const rules = { today, ...rulesOf(company.policy.data) };
  const [schedules, received] = await Promise.all([schedulesOf(db, clients), paymentsReceived(db, clients)]);
  const payments = received.filter((each) => each.at <= at).map(({ at: on, ...each }) => ({ ...each, on: dayIn(zone, on) }));
  return clients.map((client) => {
    const expected = expectedUntil(
      schedules.filter((each) => each.clientId === client),
      daysAfter(today, aheadDays),
    );
    const own = payments.filter((each) => each.clientId === client);
    return { client, today, ...matchPayments(expected, own, rules) };
  });
}

function rulesOf({ payments }: Policy) {
  return { earlyDays: payments?.earlyDays ?? usualEarlyDays, graceDays: payments?.graceDays ?? usualGraceDays };
}

/** Goes through all clients of whom payments are expected, so many at a time. */
export async function* expectedOfAll(db: Queries, company: Company, at: Date, atOnce = 100): AsyncGenerator<ExpectedOf[]> {
  let after: string | null = null;
  for (;;) {
    const clients = await clientsWithSchedules(db, after, atOnce);
    if (clients.length > 0) yield await expectedPayments(db, company, clients, at);
    after = clients.at(-1) ?? null;
    if (clients.length < atOnce) return;
  }
}
