import type { LastCurrency } from '../../../db/clients/fact-history.ts';
import type { Company } from '../../../engine/company.ts';

/** The currency a form begins with: the client's own, the company's, the one anybody's last deal was in, that of the segments. */
export function currencyOffered({ profile, policy }: Pick<Company, 'profile' | 'policy'>, last: LastCurrency | null): string | null {
  if (last?.isTheirs === true) return last.currency;
  return profile.currency ?? last?.currency ?? policy.data.segments?.currency ?? null;
}
