import type { ClientWeight } from './client.ts';
import type { DepartmentKey } from './department.ts';
import { fullBudget, type Policy } from './policy.ts';

/** Units one open conversation takes of a specialist's conversation budget in this department (R12). */
export function caseUnits(policy: Policy, department: DepartmentKey): number {
  const limit = policy.conversations.limit[department] ?? policy.conversations.limit['client'] ?? 1;
  return Math.floor(fullBudget / limit);
}

/**
 * Units this client takes of a portfolio in this department; departments without weights own no clients. Only clients in active work
 * weigh: one that is lost takes nothing. A key client that is dedicated
 * there is one person's whole work; of another size it weighs as any of that size.
 */
export function portfolioUnits(policy: Policy, department: DepartmentKey, { size, dedicated, stage }: ClientWeight): number {
  if (stage === 'lost') return 0;
  const units = policy.portfolio.weights[department]?.[size] ?? 0;
  const isWhole = size === 'key' && units > 0 && dedicated?.includes(department) === true;
  return isWhole ? Math.max(units, fullBudget) : units;
}
