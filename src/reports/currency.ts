import { currencyUsedLast } from '../db/reports/money.ts';
import type { ReportDeps } from './report.ts';

/** The currency that sums are in: the company's, else the one that was told in last, else that of the segments; null: none is known. */
export async function sumCurrency({ db, company }: Pick<ReportDeps, 'db' | 'company'>): Promise<string | null> {
  return company.profile.currency ?? (await currencyUsedLast(db)) ?? company.policy.data.segments?.currency ?? null;
}
