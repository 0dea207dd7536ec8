import { type ClientRef, type ClientRow, findClient, lockClient } from '../db/clients/listed.ts';
import { lockLoads } from '../db/clients/loads.ts';
import { lockContactsOf } from '../db/clients/lock-contacts.ts';
import { endOwnershipsIn, insertOwnerships, shareIn } from '../db/clients/ownerships.ts';
import { weigh } from '../db/clients/weigh.ts';
import { placeIn } from '../db/people/department-by-key.ts';
import type { OwnershipBasis } from '../domain/client.ts';
import { type DepartmentKey, ownsClients } from '../domain/department.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface NewOwner {
  readonly department: DepartmentKey;
  readonly specialist: string;
  readonly reason: string;
  /** what it rests on; somebody's word when absent */
  readonly restsOn?: OwnershipBasis;
}

export type OwnerSet =
  | { readonly type: 'set' }
  /** they are the owner already */
  | { readonly type: 'unchanged' }
  | { readonly type: 'refused'; readonly code: 'unknown-department' | 'unknown-specialist' | 'owns-no-clients' };

/**
 * Makes a specialist the client's owner in their department; the row of the one before is closed, never overwritten. The client comes
 * from `lockForOwner`. By hand an owner may go beyond a full portfolio: only what comes by itself is held to it (R12).
 */
export async function setOwner(
  ctx: ClientTx,
  client: ClientRow,
  { department, specialist, reason, restsOn = 'hand' }: NewOwner,
): Promise<OwnerSet> {
  const { tx, now, newId } = ctx;
  const place = await placeIn(tx, department, specialist);
  if (place === null) return { type: 'refused', code: 'unknown-department' };
  if (!ownsClients(department)) return { type: 'refused', code: 'owns-no-clients' };
  // The flow may have given the client an owner meanwhile, in a department that had none: what counts is what stands now.
  const share = await shareIn(tx, client.id, place.departmentId);
  const before = share?.specialist ?? null;
  // Whoever leaves has their own loads locked: it is asked under them whether they are here.
  await lockLoads(tx, before === null ? [specialist] : [specialist, before]);
  if ((await placeIn(tx, department, specialist))?.works !== true) return { type: 'refused', code: 'unknown-specialist' };
  const isSame = before === specialist;
  // What nobody had said so far is said now: it goes on, and no longer ends by itself.
  if (isSame && (share?.restsOn !== 'first-assignment' || restsOn === 'first-assignment')) return { type: 'unchanged' };
  const { size, stage, dedicated } = client;
  await weigh(tx, [
    ...(before === null ? [] : [{ specialist: before, department, size, stage, dedicated, sign: -1 as const }]),
    { specialist, department, size, stage, dedicated, sign: 1 },
  ]);
  await endOwnershipsIn(tx, [client.id], place.departmentId, now);
  const id = newId<'ownership'>();
  await insertOwnerships(tx, [
    { id, clientId: client.id, departmentId: place.departmentId, specialistId: specialist, from: now, until: null, reason, restsOn },
  ]);
  await onRecord(ctx, 'owner.set', { kind: 'client', id: client.id }, { department, specialist, before });
  return { type: isSame ? 'unchanged' : 'set' };
}

/**
 * Locks the client's contacts, their windows, each in order of id, and then the client: nothing is decided with the old owner in mind
 * while there is a new one. Null when there is no such client.
 */
export async function lockForOwner({ tx }: Pick<ClientTx, 'tx'>, ref: ClientRef): Promise<ClientRow | null> {
  const client = await findClient(tx, ref);
  if (client === null) return null;
  await lockContactsOf(tx, [client.id]);
  return lockClient(tx, { id: client.id });
}
