import { defaultPolicy } from '../../flows/policy.ts';
import type { Queries } from '../db/db.ts';
import { departmentIds } from '../db/people/department-by-key.ts';
import { closeLoads, lockAllLoads, ownedByWeight, reserveCases, updatePortfolios } from '../db/policy/loads.ts';
import { caseUnits, portfolioUnits } from '../domain/capacity.ts';
import type { Policy } from '../domain/policy.ts';

/**
 * Computes every load anew by this policy, portfolios and open conversations. Somebody who changed departments keeps their place
 * in the old one only as long as they have a conversation there. Batches that still think of the policy before find the new version
 * on the rows once these are free, and start again.
 */
export async function recomputeLoads(tx: Queries, policy: Policy = defaultPolicy, policyVersion: number): Promise<void> {
  const loads = await lockAllLoads(tx, policyVersion);
  // What a conversation takes changes with the limit of its department.
  const departments = await departmentIds(tx);
  await reserveCases(
    tx,
    departments.map(({ id, key }) => ({ departmentId: id, units: caseUnits(policy, key) })),
  );
  const units = await portfoliosBy(tx, policy);
  await updatePortfolios(
    tx,
    loads.map((load) => ({ ...load, portfolioUnits: units.get(keyOf(load)) ?? 0, policyVersion })),
  );
  await closeLoads(tx);
}

async function portfoliosBy(tx: Queries, policy: Policy): Promise<ReadonlyMap<string, number>> {
  const units = new Map<string, number>();
  for (const { department, size, stage, dedicated, clients, ...load } of await ownedByWeight(tx)) {
    const each = portfolioUnits(policy, department, { size, stage, dedicated: dedicated ? [department] : null });
    units.set(keyOf(load), (units.get(keyOf(load)) ?? 0) + clients * each);
  }
  return units;
}

function keyOf({ specialistId, departmentId }: { readonly specialistId: string; readonly departmentId: string }): string {
  return `${specialistId} ${departmentId}`;
}
