import { standingFor } from '../../db/clients/join.ts';
import { addErasure, cutOff, lockToErase } from '../../db/erasure/begin.ts';
import { type ErasureRow, erasureOf } from '../../db/erasure/erasures.ts';
import type { ErasureReason } from '../../domain/erasure.ts';
import type { ContactId } from '../../domain/ids.ts';
import { type ClientTx, onRecord } from '../recorded.ts';

export type ErasureBegun =
  /** `again`: it had been asked for before, and this is what has become of it */
  | { readonly type: 'begun'; readonly erasure: ErasureRow; readonly again: boolean }
  | { readonly type: 'refused'; readonly code: 'contact-not-found' };

/**
 * Begins to erase what is known of a contact. With the commit no address leads to them any more, so whoever writes from it is somebody new;
 * what stands in the database and outside goes step by step after it (`goOnErasing`), whatever becomes of the process. Asked twice it is one.
 */
export async function askErasure(ctx: ClientTx, asked: ContactId, why: ErasureReason): Promise<ErasureBegun> {
  const { tx, now, newId, actor } = ctx;
  const locked = await lockToErase(tx, asked);
  if (locked === null) {
    const known = await erasureOf(tx, await standingFor(tx, asked));
    return known === null ? { type: 'refused', code: 'contact-not-found' } : { type: 'begun', erasure: known, again: true };
  }
  const { contact, all } = locked;
  await addErasure(tx, { id: newId<'erasure'>(), contact, why, by: actor, at: now });
  await cutOff(tx, all, now);
  await onRecord(ctx, 'contact.erasure-asked', { kind: 'contact', id: contact }, { why });
  const erasure = await erasureOf(tx, contact);
  if (erasure === null) throw new Error('an erasure that was just begun is not there');
  return { type: 'begun', erasure, again: false };
}
