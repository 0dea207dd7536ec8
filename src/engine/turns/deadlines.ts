import { type DeadlineBasis, type DeadlineFacts, deadlineOf } from '../../domain/deadline.ts';
import type { Batch } from '../batch/draft.ts';
import type { Department } from '../company.ts';

/** Reckons a deadline in the working time of a department, and keeps what it was reckoned on. `about`: the conversation, proposal or turn. */
export function reckonDeadline({ company, plan, now, newId }: Batch, about: string, facts: DeadlineFacts, department: Department): Date {
  const { version, data } = company.policy;
  const { schedule, workingTime } = department;
  const due = deadlineOf(data, facts, workingTime);
  const basis: DeadlineBasis = { facts, schedule };
  plan.deadlines.push({ id: newId(), about, kind: facts.kind, at: now, due, policyVersion: version, basis });
  return due;
}
