import { beginSegmentMove } from '../db/clients/handovers.ts';
import { type Standing, standings } from '../db/clients/standing.ts';
import { type OwnedClient, servingDepartment } from '../domain/client.ts';
import type { DepartmentKey } from '../domain/department.ts';
import type { SpecialistId } from '../domain/ids.ts';
import { type ServingRow, servingRow } from '../domain/serving.ts';
import type { ClientTx } from './recorded.ts';

/**
 * Begins a handover for those clients whom another department is to serve by the policy's table than the one that has them (R17): after a
 * deal, with another size, under another policy. Their next conversation goes there already; the owner follows with all courtesies.
 * `clients` null: all there are. Rows are locked by the caller, or nothing of them changes but what the table says.
 */
export async function moveBySegment(
  { tx, newId, now, policy, policyVersion }: Pick<ClientTx, 'tx' | 'newId' | 'now' | 'policy' | 'policyVersion'>,
  clients: Iterable<string> | null,
): Promise<void> {
  const table = policy.serving ?? [];
  if (table.length === 0) return;
  for (const client of await standings(tx, clients)) {
    const move = moveOf(client, table);
    if (move !== null) await beginSegmentMove(tx, { id: newId<'handover'>(), client: client.id, ...move, policyVersion, at: now });
  }
}

/** From the department that serves it by its stage, where that owns it, else from whichever does; null: it is where it should be, or nobody's. */
function moveOf(
  { size, stage, deals, owners }: Standing,
  table: readonly ServingRow[],
): { readonly from: DepartmentKey; readonly to: DepartmentKey; readonly owner: SpecialistId } | null {
  const to = servingRow({ size, stage, deals }, table)?.department;
  if (to === undefined) return null;
  const ownedIn = new Set((owners ?? []).map((each) => each.department));
  const client: OwnedClient = { size, stage, deals, ownedIn };
  const usual = servingDepartment(client, []);
  const from = ownedIn.has(usual) ? usual : ownedIn.has(to) ? to : [...ownedIn].toSorted()[0];
  const owner = owners?.find((each) => each.department === from)?.specialist;
  return from === undefined || from === to || owner === undefined ? null : { from, to, owner };
}
