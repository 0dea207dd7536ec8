import { followOwners } from '../db/clients/follow-owners.ts';
import { lockLoads } from '../db/clients/loads.ts';
import { lockOwnerChange, markChangeUndone, newestOwnerChanges } from '../db/clients/owner-changes.ts';
import { endOwnershipsIn, ownerIn, restedOn } from '../db/clients/ownerships.ts';
import { weigh } from '../db/clients/weigh.ts';
import { placeIn } from '../db/people/department-by-key.ts';
import { type Actor, mayIn } from '../people/access.ts';
import { type ClientTx, onRecord } from './recorded.ts';
import { lockForOwner, setOwner } from './set-owner.ts';

export type GivingUndone =
  | { readonly type: 'undone' }
  | { readonly type: 'refused'; readonly code: 'unknown-change' | 'forbidden' | 'already-undone' | 'changed-meanwhile' | 'has-left' };

/**
 * Takes back that a client was given another owner, while nothing came after it: whoever owned it does again (R12). `by` decides about owners
 * in that department.
 */
export async function undoGiving(ctx: ClientTx, by: Actor, clientId: string, id: string): Promise<GivingUndone> {
  const { tx, now, actor } = ctx;
  const client = await lockForOwner(ctx, { id: clientId });
  const change = await lockOwnerChange(tx, id);
  if (client === null || change === null || change.clientId !== client.id) return { type: 'refused', code: 'unknown-change' };
  if (!mayIn(by, 'client.give', change.department)) return { type: 'refused', code: 'forbidden' };
  if (change.undoneAt !== null) return { type: 'refused', code: 'already-undone' };
  const { department, departmentId, fromId, toId, insteadId, insteadKey, insteadOf } = change;
  // Given away and back since, its owner is the same as then; what came after it is not taken back with it.
  const newest = await newestOwnerChanges(tx, client.id);
  if (newest.every((each) => each.id !== id)) return { type: 'refused', code: 'changed-meanwhile' };
  if ((await ownerIn(tx, client.id, departmentId)) !== toId) return { type: 'refused', code: 'changed-meanwhile' };
  if (insteadId !== null && (await ownerIn(tx, client.id, insteadId)) !== null) return { type: 'refused', code: 'changed-meanwhile' };
  // Under their loads, which whoever leaves has locked.
  await lockLoads(
    tx,
    [toId, fromId, insteadOf].flatMap((each) => each ?? []),
  );
  const works = async (person: string | null, key: string | null) =>
    person === null || key === null || (await placeIn(tx, key, person))?.works === true;
  if (!(await works(fromId, department)) || !(await works(insteadOf, insteadKey))) return { type: 'refused', code: 'has-left' };
  // As firmly as before: what rested on a first assignment goes on to end by itself.
  const ownAgain = async (place: { department: string; departmentId: string; specialist: string }) => {
    const restsOn = await restedOn(tx, { client: client.id, ...place, until: change.at });
    await setOwner(ctx, client, { ...place, reason: 'change undone', ...(restsOn !== undefined && { restsOn }) });
  };
  if (fromId === null) {
    await weigh(tx, [{ specialist: toId, department, size: client.size, dedicated: client.dedicated, stage: client.stage, sign: -1 }]);
    await endOwnershipsIn(tx, [client.id], departmentId, now);
    await followOwners(tx, [client.id], now);
  } else if (fromId !== toId) await ownAgain({ department, departmentId, specialist: fromId });
  if (insteadId !== null && insteadKey !== null && insteadOf !== null)
    await ownAgain({ department: insteadKey, departmentId: insteadId, specialist: insteadOf });
  await markChangeUndone(tx, id, actor.id, now);
  await onRecord(ctx, 'owner.undone', { kind: 'client', id: client.id }, { change: id, department });
  return { type: 'undone' };
}
