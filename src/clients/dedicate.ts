import { endDedication } from '../db/clients/dedications.ts';
import { weigh } from '../db/clients/weigh.ts';
import { insertDedications } from '../db/clients/write-clients.ts';
import { departmentId } from '../db/people/department-by-key.ts';
import type { DepartmentKey } from '../domain/department.ts';
import { type ClientTx, onRecord } from './recorded.ts';
import { lockForOwner } from './set-owner.ts';

export interface Dedication {
  readonly client: string;
  readonly department: DepartmentKey;
  /** the whole work of one person, or by its size again */
  readonly whole: boolean;
  readonly reason: string;
}

export type DedicationOutcome =
  | { readonly type: 'done' }
  /** it is so already */
  | { readonly type: 'unchanged' }
  | { readonly type: 'refused'; readonly code: 'client-not-found' | 'unknown-department' | 'not-a-key-client' | 'not-owned-there' };

/**
 * A head makes a key client the whole work of one person, or takes that back (R12). Its owner's portfolio follows in the same
 * transaction; beyond a full one if need be, for a head decides it, and nothing new comes until there is room.
 */
export async function dedicate(ctx: ClientTx, { client: id, department, whole, reason }: Dedication): Promise<DedicationOutcome> {
  const { tx, now, newId, actor } = ctx;
  const client = await lockForOwner(ctx, { id });
  if (client === null || actor.id === null) return { type: 'refused', code: 'client-not-found' };
  const place = await departmentId(tx, department);
  if (place === null) return { type: 'refused', code: 'unknown-department' };
  const { size, stage, dedicated: before } = client;
  if ((before ?? []).includes(department) === whole) return { type: 'unchanged' };
  const owner = client.owners.find((each) => each.department === department);
  if (whole && size !== 'key') return { type: 'refused', code: 'not-a-key-client' };
  if (whole && owner === undefined) return { type: 'refused', code: 'not-owned-there' };
  if (owner !== undefined) {
    const dedicated = whole ? [...(before ?? []), department] : (before ?? []).filter((each) => each !== department);
    const theirs = { specialist: owner.specialistId, department, size, stage };
    await weigh(tx, [
      { ...theirs, dedicated: before, sign: -1 },
      { ...theirs, dedicated, sign: 1 },
    ]);
  }
  const row = { id: newId<'client-dedication'>(), clientId: id, departmentId: place, from: now, until: null };
  if (whole) await insertDedications(tx, [{ ...row, reason, raisedBy: actor.id, lowerReason: null, loweredBy: null }]);
  else await endDedication(tx, { client: id, departmentId: place, by: actor.id, reason, at: now });
  const owned = owner?.specialistId ?? null;
  await onRecord(ctx, whole ? 'client.raised' : 'client.lowered', { kind: 'client', id }, { department, owner: owned });
  return { type: 'done' };
}
