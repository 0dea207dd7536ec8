import type { DepartmentKey } from '../domain/department.ts';
import type { CurrentCompany, CurrentOwnership } from './current.ts';
import type { Difference } from './difference.ts';
import type { ClientStep } from './plan-clients.ts';
import { emailKey, type WantedClient } from './wanted.ts';

/** `ownership.reason` of owners that a file named. */
export const byFile = 'company-file';

export interface OwnerStep {
  readonly client: { readonly id: string } | { readonly wanted: WantedClient };
  readonly department: DepartmentKey;
  /** the row that ends */
  readonly ends: string | null;
  /** e-mail of who owns from now on */
  readonly begins: string | null;
  readonly difference: Difference;
}

/**
 * Owners the file names; what an earlier file named and this one does not, ends. What the desk itself decided where the file
 * names nobody stays. Clients of whoever leaves the company, or their department, get owners by themselves (`people/settle-leavings`).
 */
export function planOwners(current: CurrentCompany, clients: readonly ClientStep[]): OwnerStep[] {
  return clients.flatMap((step) => ownersOf(current, step));
}

function ownersOf(current: CurrentCompany, { current: client, wanted }: ClientStep): OwnerStep[] {
  const own = client === null ? [] : current.ownerships.filter(({ clientId }) => clientId === client.id);
  const ref = client === null ? { wanted } : { id: client.id };
  const begun = Object.entries(wanted.owners).flatMap(([department, email]): OwnerStep[] => {
    const now = own.find((each) => each.department === department);
    if (now !== undefined && emailKey(now.email) === emailKey(email)) return [];
    return [step(ref, wanted.name, department, now, email)];
  });
  const ended = own
    .filter(({ department, reason }) => reason === byFile && wanted.owners[department] === undefined)
    .map((each) => step(ref, wanted.name, each.department, each, null));
  return [...begun, ...ended];
}

function step(
  client: OwnerStep['client'],
  clientName: string,
  department: DepartmentKey,
  from: CurrentOwnership | undefined,
  to: string | null,
): OwnerStep {
  const act = from === undefined ? 'create' : to === null ? 'remove' : 'change';
  const fields = [{ field: 'owner', from: from?.email ?? null, to } as const];
  return {
    client,
    department,
    ends: from?.id ?? null,
    begins: to,
    difference: { act, kind: 'owner', name: department, of: clientName, fields },
  };
}
