import { shakeOwnerProposal } from '../clients/propose-owner.ts';
import type { ClientTx } from '../clients/recorded.ts';
import { proposalsShakenBy, type ShakenProposal } from '../db/clients/proposals.ts';
import type { Queries } from '../db/db.ts';
import type { LeavingRow } from '../db/people/leavings.ts';
import type { ConversationId } from '../domain/ids.ts';
import type { Deps } from '../engine/deps.ts';

type WishDeps = Pick<Deps, 'db' | 'company' | 'live' | 'submit'>;

/**
 * Ends what was wished of somebody who is gone, and asks the director at once where the head who was asked is, the head where the director is:
 * nothing waits for a deadline that nobody can keep (R8). `ctxOf` makes the transaction in whose name it is done.
 */
export async function settleWishes(
  deps: WishDeps,
  { specialist, departmentId, headed }: LeavingRow,
  ctxOf: (tx: Queries) => ClientTx,
): Promise<void> {
  const departments = [...new Set([...headed, ...(departmentId === null ? [] : [departmentId])])];
  for (const each of await proposalsShakenBy(deps.db, specialist, departments)) await settle(deps, each, ctxOf);
}

async function settle(deps: WishDeps, { id, kind, conversation, gone }: ShakenProposal, ctxOf: (tx: Queries) => ClientTx): Promise<void> {
  if (kind === 'owner') {
    deps.live.publish(await deps.db.transaction((tx) => shakeOwnerProposal(ctxOf(tx), deps.company(), id, gone)));
  } else if (conversation !== null) {
    await deps.submit({ type: 'wish-shaken', conversation: conversation as ConversationId, proposal: id, isGone: gone });
  }
}
