import { insertDeadlines } from '../db/turns/deadlines.ts';
import { type DeadlineFacts, reckon } from '../domain/deadline.ts';
import type { DepartmentKey } from '../domain/department.ts';
import { departmentId, departmentOf } from '../engine/batch/draft.ts';
import type { Company, Department } from '../engine/company.ts';
import type { ClientTx } from './recorded.ts';

/** Reckons a deadline in the working time of a department, and keeps what it was reckoned on. `about`: the proposal or the task. */
export async function keepDeadline(
  { tx, now, newId, policy, policyVersion }: Pick<ClientTx, 'tx' | 'now' | 'newId' | 'policy' | 'policyVersion'>,
  about: string,
  facts: DeadlineFacts,
  department: Department,
): Promise<Date> {
  const reckoned = reckon({ version: policyVersion, data: policy }, facts, department);
  await insertDeadlines(tx, [{ id: newId(), about, at: now, ...reckoned }]);
  return reckoned.due;
}

/** Reckons until when somebody of a department does what they have to about a client from now on. `task`: its id. */
export function keepTaskDeadline(
  ctx: ClientTx,
  company: Company,
  { task, kind, department }: { readonly task: string; readonly kind: 'first-word' | 'given'; readonly department: DepartmentKey },
): Promise<Date> {
  return keepDeadline(ctx, task, { kind, from: ctx.now.getTime() }, departmentOf(company, departmentId(company, department)));
}
