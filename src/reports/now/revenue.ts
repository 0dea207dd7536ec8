import { paymentsReceived } from '../../db/clients/schedules.ts';
import type { Queries } from '../../db/db.ts';
import type { LostClient } from '../../db/reports/now/clients.ts';
import type { Money } from './morning.ts';

/** What a lost client brought is what they paid in a year before. */
const yearMs = 365 * 86_400_000;

/** Reads what each lost client had paid in the year before they were lost, by currency. */
export async function revenueOf(db: Queries, lost: readonly LostClient[]): Promise<ReadonlyMap<string, readonly Money[]>> {
  if (lost.length === 0) return new Map();
  const at = new Map(lost.map((each) => [each.client as string, each.at.getTime()]));
  const payments = await paymentsReceived(db, [...at.keys()]);
  const ofYear = payments.filter((each) => {
    const before = (at.get(each.clientId) ?? 0) - each.at.getTime();
    return before >= 0 && before < yearMs;
  });
  const byClient = Map.groupBy(ofYear, ({ clientId }) => clientId);
  return new Map([...byClient].map(([client, all]) => [client, addedUp(all)]));
}

function addedUp(all: readonly Money[]): Money[] {
  return [...Map.groupBy(all, ({ currency }) => currency)].map(([currency, each]) => ({
    currency,
    amount: each.reduce((sum, { amount }) => sum + amount, 0),
  }));
}
