import { type DeadlineFacts, reckon } from '../../domain/deadline.ts';
import type { Batch } from '../batch/draft.ts';
import type { Department } from '../company.ts';

/** Reckons a deadline in the working time of a department, and keeps what it was reckoned on. `about`: the conversation, proposal or turn. */
export function reckonDeadline({ company, plan, now, newId }: Batch, about: string, facts: DeadlineFacts, department: Department): Date {
  const reckoned = reckon(company.policy, facts, department);
  plan.deadlines.push({ id: newId(), about, at: now, ...reckoned });
  return reckoned.due;
}
