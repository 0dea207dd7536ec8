import { portfolioUnits } from '../domain/capacity.ts';
import type { ClientWeight } from '../domain/client.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { Explanation } from '../domain/explanation.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { route } from '../domain/route.ts';
import { explain } from '../engine/assign/explain.ts';
import { candidateOf, lockBook } from '../engine/batch/load-book.ts';
import type { Company } from '../engine/company.ts';
import type { ClientTx } from './recorded.ts';

export interface Picked {
  readonly specialist: SpecialistId;
  readonly rule: string;
  readonly explanation: Explanation;
}

/**
 * Picks who of a department gets a client that moves there (R11, R12): chosen as for a conversation, under the locked loads of the department
 * and of those named in `also`, whose loads change with it. Null when nobody can have it now.
 */
export async function pickOwner(
  { tx, now, policy }: ClientTx,
  company: Company,
  {
    department,
    client,
    also,
  }: { readonly department: DepartmentKey; readonly client: ClientWeight; readonly also: readonly SpecialistId[] },
): Promise<Picked | null> {
  const book = await lockBook(tx, { departments: new Set([department]), specialists: new Set(also) }, now, company);
  const candidates = book.rows.filter((each) => each.here).map(candidateOf);
  const units = portfolioUnits(policy, department, client);
  const seek = { department, preferred: [], caseUnits: 0, portfolioUnits: units, overloadByHand: false };
  const found = route(seek, candidates);
  if (found.type === 'nobody') return null;
  return { specialist: found.specialist, rule: found.rule, explanation: explain(seek, candidates, found, { standIn: null }) };
}
