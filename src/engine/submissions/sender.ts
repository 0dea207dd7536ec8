import type { Address, Key } from '../../db/batch/senders.ts';
import type { AccountId, ConversationId, SpecialistId } from '../../domain/ids.ts';
import { account as accountOf } from '../batch/arrival.ts';
import type { Batch } from '../batch/draft.ts';

/* What kinds of submission share because of who sends them: somebody at a channel's address, a specialist, or time itself. */

/** Each sender's submissions keep their order, and go to the sender's window. */
export const fromAddress = {
  lane: ({ account, address }: { readonly account: string; readonly address: string }): string => `${account} ${address}`,
  address: (batch: Batch, { account, address }: { readonly account: string; readonly address: string }): Address => ({
    accountId: accountOf(batch, account),
    address,
  }),
};

/** A channel's own id of what it hands over. */
export function channelKey(batch: Batch, { account, externalId }: { readonly account: string; readonly externalId: string }): Key {
  return { accountId: accountOf(batch, account), externalId };
}

/** The desk's own id of an action is its actor's: the actor stands where a channel's account does. */
export function actorKey(_batch: Batch, { actor, key }: { readonly actor: SpecialistId; readonly key: string }): Key {
  return { accountId: actor as string as AccountId, externalId: key };
}

/** How a message keeps the desk's key of the action that made it. */
export function deskKey({ key }: { readonly key: string }): string {
  return `desk:${key}`;
}

/** Work of our own on a conversation, for which nobody waits. */
export const ownWork = {
  isOwn: true as const,
  lane: ({ conversation }: { readonly conversation: ConversationId }): string => `own ${conversation}`,
  conversation: ({ conversation }: { readonly conversation: ConversationId }): ConversationId => conversation,
};
