import { currencyUsedMost } from '../db/reports/money.ts';
import type { ReportDeps } from './report.ts';

/** The currency that sums are in: the company's, else the one that most of what was told lately is in, else that of the segments; null: none is known. */
export async function sumCurrency({ db, company }: Pick<ReportDeps, 'db' | 'company'>): Promise<string | null> {
  return company.profile.currency ?? (await currencyUsedMost(db)) ?? company.policy.data.segments?.currency ?? null;
}
