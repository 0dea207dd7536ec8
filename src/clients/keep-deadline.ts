import { insertDeadlines } from '../db/turns/deadlines.ts';
import { type DeadlineBasis, type DeadlineFacts, deadlineOf } from '../domain/deadline.ts';
import type { Department } from '../engine/company.ts';
import type { ClientTx } from './recorded.ts';

/** Reckons a deadline in the working time of a department, and keeps what it was reckoned on. `about`: the proposal or the task. */
export async function keepDeadline(
  { tx, now, newId, policy, policyVersion }: ClientTx,
  about: string,
  facts: DeadlineFacts,
  { schedule, workingTime }: Department,
): Promise<Date> {
  const due = deadlineOf(policy, facts, workingTime);
  const basis: DeadlineBasis = { facts, schedule };
  await insertDeadlines(tx, [{ id: newId(), about, kind: facts.kind, at: now, due, policyVersion, basis }]);
  return due;
}
