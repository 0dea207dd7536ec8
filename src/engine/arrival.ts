import type { Address, Key } from '../db/load.ts';
import type { AccountId, ConversationId, WindowId } from '../domain/ids.ts';
import type { Batch, WindowDraft } from './draft.ts';
import type { Reach } from './handler.ts';
import type { Submission } from './submission.ts';

/** A submission on its way through a flush. */
export interface Arrival {
  readonly submission: Submission;
  readonly key: Key | null;
  /** the same key came earlier: in another flush (`stored`), or in this one */
  repeats: 'stored' | Arrival | null;
  windowId: WindowId | null;
  window: WindowDraft | null;
  /** of an opening: where its contact is written to */
  reach: Reach | null;
  /** of a timer that was still set, and is now taken off */
  raised: { readonly type: string } | null;
}

export function keyOf(batch: Batch, submission: Submission): Key | null {
  if (submission.type === 'inbound') return { accountId: account(batch, submission.account), externalId: submission.externalId };
  // A desk's actions are told apart by who acts: the actor stands where a channel's account does.
  if (submission.type === 'desk' || submission.type === 'opening')
    return { accountId: submission.actor as string as AccountId, externalId: submission.key };
  return null;
}

export function addressOf(batch: Batch, submission: Submission): Address | null {
  if (submission.type !== 'inbound' && submission.type !== 'seen' && submission.type !== 'offer-answer') return null;
  return { accountId: account(batch, submission.account), address: submission.address };
}

export function conversationOf(submission: Submission): ConversationId | null {
  return 'conversation' in submission ? submission.conversation : null;
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
