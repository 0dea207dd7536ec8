import { uuids } from '../db/arrays.ts';
import { type ClientRef, type ClientRow, findClient, lockClient } from '../db/clients/listed.ts';
import { inserter } from '../db/rows.ts';
import * as schema from '../db/schema.ts';
import { type DepartmentKey, ownsClients } from '../domain/department.ts';
import { weigh } from './loads.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface NewOwner {
  readonly department: DepartmentKey;
  readonly specialist: string;
  readonly reason: string;
}

export type OwnerSet =
  | { readonly type: 'set' }
  /** they are the owner already */
  | { readonly type: 'unchanged' }
  | { readonly type: 'refused'; readonly code: 'unknown-department' | 'unknown-specialist' | 'owns-no-clients' };

const insert = inserter(schema.ownership);

/**
 * Makes a specialist the client's owner in their department; the row of the one before is closed, never overwritten. The client comes
 * from `lockForOwner`. By hand an owner may go beyond a full portfolio: only what comes by itself is held to it (R12).
 */
export async function setOwner(ctx: ClientTx, client: ClientRow, { department, specialist, reason }: NewOwner): Promise<OwnerSet> {
  const { tx, now, newId } = ctx;
  const place = await placeOf(ctx, department, specialist);
  if (place === 'no-department') return { type: 'refused', code: 'unknown-department' };
  if (!ownsClients(department)) return { type: 'refused', code: 'owns-no-clients' };
  if (place === 'no-specialist') return { type: 'refused', code: 'unknown-specialist' };
  // The flow may have given the client an owner meanwhile, in a department that had none: what counts is what stands now.
  const [before] = await tx.query<{ specialist: string }>(
    'select specialist_id as specialist from ownership where client_id = $1::text::uuid and department_id = $2::text::uuid and until is null',
    [client.id, place.departmentId],
  );
  if (before?.specialist === specialist) return { type: 'unchanged' };
  const { size, dedicated } = client;
  await weigh(tx, [
    ...(before === undefined ? [] : [{ specialist: before.specialist, department, size, dedicated, sign: -1 as const }]),
    { specialist, department, size, dedicated, sign: 1 },
  ]);
  await tx.query(
    `update ownership set until = $3::text::timestamptz
     where client_id = $1::text::uuid and department_id = $2::text::uuid and until is null`,
    [client.id, place.departmentId, now.toISOString()],
  );
  const id = newId<'ownership'>();
  await insert(tx, [
    { id, clientId: client.id, departmentId: place.departmentId, specialistId: specialist, from: now, until: null, reason },
  ]);
  const data = { department, specialist, before: before?.specialist ?? null };
  await onRecord(ctx, 'owner.set', { kind: 'client', id: client.id }, data);
  return { type: 'set' };
}

async function placeOf({ tx }: ClientTx, department: DepartmentKey, specialist: string) {
  const [found] = await tx.query<{ departmentId: string; works: boolean }>(
    `select d.id as "departmentId", exists (select 1 from specialist s join specialist_load l on l.specialist_id = s.id and l.department_id = d.id
       where s.id = $2::text::uuid and s.department_id = d.id and s.left_at is null) as works
     from department d where d.key = $1::text`,
    [department, specialist],
  );
  if (found === undefined) return 'no-department';
  return found.works ? found : 'no-specialist';
}

/**
 * Locks the client's contacts, their windows, each in order of id, and then the client: nothing is decided with the old owner in mind
 * while there is a new one. Null when there is no such client.
 */
export async function lockForOwner({ tx }: Pick<ClientTx, 'tx'>, ref: ClientRef): Promise<ClientRow | null> {
  const client = await findClient(tx, ref);
  if (client === null) return null;
  const contacts = await tx.query<{ windowId: string }>(
    `select c.window_id as "windowId" from contact c where c.id in
       (select contact_id from contact_client where client_id = $1::text::uuid and until is null) order by c.id for no key update`,
    [client.id],
  );
  await tx.query('select 1 from "window" where id = any($1::text::uuid[]) order by id for no key update', [
    uuids(contacts.map((each) => each.windowId)),
  ]);
  return lockClient(tx, { id: client.id });
}
