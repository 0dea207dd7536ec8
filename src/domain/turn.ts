import type { DepartmentKey } from './department.ts';
import type { Policy } from './policy.ts';

const minute = 60_000;

/**
 * Until when a turn must be answered (R13): the first one of a conversation has its department's reaction deadline, every
 * later one the longer one. Departments work round the clock as long as no hours are set.
 */
export function reactionDue(policy: Policy, department: DepartmentKey, isFirst: boolean, from: Date): Date {
  const first = policy.reaction.firstMinutes[department] ?? policy.reaction.laterMinutes;
  return new Date(from.getTime() + (isFirst ? first : policy.reaction.laterMinutes) * minute);
}
