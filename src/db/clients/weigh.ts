import { portfolioUnits } from '../../domain/capacity.ts';
import type { ClientWeight } from '../../domain/client.ts';
import type { Queries } from '../db.ts';
import { newestPolicy } from '../policy/policies.ts';
import { changePortfolios, lockLoads } from './loads.ts';

/** A client of this weight comes into somebody's portfolio, or goes out of it. */
export interface Weight extends ClientWeight {
  readonly specialist: string;
  /** key */
  readonly department: string;
  readonly sign: 1 | -1;
}

/**
 * Locks the load rows concerned, in the order everybody locks them in, and moves the portfolios. Take windows before, never after.
 * Units are those of the policy that is active once the rows are locked: whoever activates one computes all of them anew under the
 * same locks, and the one this server has read may be older.
 */
export async function weigh(tx: Queries, weights: readonly Weight[]): Promise<void> {
  if (weights.length === 0) return;
  await lockLoads(tx, new Set(weights.map((each) => each.specialist)));
  const policy = await newestPolicy(tx);
  if (policy === null) throw new Error('there is no policy');
  await changePortfolios(
    tx,
    weights.map(({ specialist, department, sign, ...client }) => ({
      specialist,
      department,
      units: sign * portfolioUnits(policy.data, department, client),
    })),
  );
}

/** Weighs what these owners' portfolios gain, or lose with -1, by this client (R12). */
export function weighShares(
  shares: readonly { readonly specialist: string; readonly department: string }[],
  { size, stage, dedicated }: ClientWeight,
  sign: 1 | -1,
): Weight[] {
  return shares.map(({ specialist, department }) => ({ specialist, department, size, stage, dedicated, sign }));
}
