import type { FoundRef, RefKey } from '../../db/batch/refs.ts';
import type { Address, Key } from '../../db/batch/senders.ts';
import type { AccountId, ContactId, WindowId } from '../../domain/ids.ts';
import type { Kind } from '../submissions/kind.ts';
import type { Ref, Submission } from '../submissions/submission.ts';
import type { Batch, WindowDraft } from './draft.ts';
import type { DeadLane, Reach } from './outcome.ts';

/** A submission on its way through a flush. */
export interface Arrival<S extends Submission = Submission> {
  readonly submission: S;
  readonly kind: Kind<S>;
  readonly key: Key | null;
  /** where it was sent from */
  readonly address: Address | null;
  /** the same key came earlier: in another flush (`stored`), or in this one */
  repeats: 'stored' | Arrival | null;
  windowId: WindowId | null;
  window: WindowDraft | null;
  /** who is behind the address; null: nobody is known there */
  sender: ContactId | null;
  /** the message of theirs that is changed or reacted to, as far as it is known */
  ref: FoundRef | null;
  /** of an address that is dead: what waits for it, and where else its contact can be reached */
  deadLane: DeadLane | null;
  /** of an opening: where its contact is written to */
  reach: Reach | null;
  /** of a timer that was still set, and is now taken off */
  timerEvent: { readonly type: string } | null;
}

export function refKey(batch: Batch, kind: string, { chat, id }: Ref): RefKey {
  return { accountId: account(batch, kind), chat, id };
}

export function refText({ accountId, chat, id }: RefKey): string {
  return `${accountId} ${chat} ${id}`;
}

export function account(batch: Batch, kind: string): AccountId {
  const id = batch.company.accounts.get(kind);
  if (id === undefined) throw new Error(`no channel account of kind ${kind}`);
  return id;
}

export function keyText(key: Key): string {
  return `${key.accountId} ${key.externalId}`;
}

export function addressText(address: Address): string {
  return `${address.accountId} ${address.address}`;
}
