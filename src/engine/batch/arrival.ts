import type { Address, Key } from '../../db/batch/load.ts';
import type { FoundRef, RefKey } from '../../db/batch/refs.ts';
import type { AccountId, ContactId, ConversationId, WindowId } from '../../domain/ids.ts';
import type { Ref, Submission } from '../submissions/submission.ts';
import type { Batch, WindowDraft } from './draft.ts';
import type { Lane, Reach } from './outcome.ts';

/** A submission on its way through a flush. */
export interface Arrival {
  readonly submission: Submission;
  readonly key: Key | null;
  /** the same key came earlier: in another flush (`stored`), or in this one */
  repeats: 'stored' | Arrival | null;
  windowId: WindowId | null;
  window: WindowDraft | null;
  /** who is behind the address; null: nobody is known there */
  sender: ContactId | null;
  /** the message of theirs that is changed or reacted to, as far as it is known */
  ref: FoundRef | null;
  /** of an address that is dead: what waits for it, and where else its contact can be reached */
  lane: Lane | null;
  /** of an opening: where its contact is written to */
  reach: Reach | null;
  /** of a timer that was still set, and is now taken off */
  timerEvent: { readonly type: string } | null;
}

export function keyOf(batch: Batch, submission: Submission): Key | null {
  if (submission.type === 'inbound' || submission.type === 'inbound-edit' || submission.type === 'inbound-reaction')
    return { accountId: account(batch, submission.account), externalId: submission.externalId };
  // A desk's actions are told apart by who acts: the actor stands where a channel's account does.
  if (submission.type === 'desk' || submission.type === 'opening')
    return { accountId: submission.actor as string as AccountId, externalId: submission.key };
  return null;
}

export function addressOf(batch: Batch, submission: Submission): Address | null {
  return 'address' in submission ? { accountId: account(batch, submission.account), address: submission.address } : null;
}

export function conversationOf(submission: Submission): ConversationId | null {
  return 'conversation' in submission ? submission.conversation : null;
}

/** Every message of a channel this submission names: itself, what it answers, its album. */
export function refsOf(batch: Batch, submission: Submission): RefKey[] {
  switch (submission.type) {
    case 'inbound-edit':
    case 'inbound-reaction':
      return [refKey(batch, submission.account, submission.ref)];
    case 'inbound': {
      const { account, ref, quote, group } = submission;
      if (ref === undefined) return [];
      const inChat = (id: string) => refKey(batch, account, { chat: ref.chat, id });
      return [inChat(ref.id), ...(quote === undefined ? [] : [inChat(quote)]), ...(group === undefined ? [] : [inChat(albumId(group))])];
    }
    default:
      return [];
  }
}

/** An album has a place of its own beside those of its parts. */
export function albumId(group: string): string {
  return `group:${group}`;
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
