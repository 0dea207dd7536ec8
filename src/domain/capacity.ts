import type { SizeClass } from './client.ts';
import type { DepartmentKey } from './department.ts';
import { fullBudget, type Policy } from './policy.ts';

/** Units one open conversation takes of a specialist's conversation budget in this department (R12). */
export function caseUnits(policy: Policy, department: DepartmentKey): number {
  const limit = policy.conversations.limit[department] ?? policy.conversations.limit['client'] ?? 1;
  return Math.floor(fullBudget / limit);
}

/** Units a client of this size takes of a portfolio in this department; departments without weights own no clients. */
export function portfolioUnits(policy: Policy, department: DepartmentKey, size: SizeClass): number {
  return policy.portfolio.weights[department]?.[size] ?? 0;
}
