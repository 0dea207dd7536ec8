import type { OutreachFound } from '../../db/batch/load.ts';
import { servingDepartment } from '../../domain/client.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import { financeDepartment, type Track } from '../../domain/track.ts';
import type { Batch, ClientDraft } from '../batch/draft.ts';

/**
 * The department a matter goes to: what is of money to whoever answers about money, else to whoever serves its client by the policy's table or its stage; strangers,
 * and what nobody has said yet whose it is, meet the client department first (R1). `outreach`: whoever of sales was in touch first (R5).
 */
export function departmentFor(
  { company }: Batch,
  track: Track,
  client: ClientDraft | null,
  outreach: OutreachFound | null = client?.outreach ?? null,
): DepartmentKey {
  if (track === 'finance') return financeDepartment(company.policy.data.receivables);
  if (outreach !== null) return 'sales';
  if (client === null) return 'client';
  const { owners } = client;
  const right = servingDepartment({ ...client, ownedIn: new Set(owners.keys()) }, company.policy.data.serving);
  // A company without salespeople serves its large clients all the same.
  const works = owners.has(right) || [...company.people.values()].some(({ department }) => department === right);
  return works ? right : 'client';
}
