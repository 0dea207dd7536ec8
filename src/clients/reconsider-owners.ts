import { insertDecision } from '../db/clients/decisions.ts';
import { takeClientTimer } from '../db/clients/flow.ts';
import { ownedNow, ownersKey, servingNow, type Unfounded, unfoundedOwnerships } from '../db/clients/founded.ts';
import type { ClientRow } from '../db/clients/listed.ts';
import { endOwnership } from '../db/clients/ownerships.ts';
import { weigh } from '../db/clients/weigh.ts';
import { portfolioUnits } from '../domain/capacity.ts';
import { asksForOwner } from '../domain/client.ts';
import { type ExpiryFacts, expiryOf } from '../domain/expiry.ts';
import { type PortfolioDeps, systemTx } from './deps.ts';
import { type ClientTx, onRecord } from './recorded.ts';
import { lockForOwner, setOwner } from './set-owner.ts';

/**
 * Looks at who owns a client after a conversation was said to be about it, or about another (R12, R15). What rests on nothing but a
 * conversation that is another client's by now ends. Whoever serves it in one that was another's is its owner by that, as by any first
 * assignment: where nobody owns it there, its stage asks for somebody, and their portfolio has room. So a second change brings back what the
 * first one ended.
 */
export async function reconsiderClient(deps: PortfolioDeps, client: string, generation: number): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const ctx = systemTx(deps, tx);
    const row = await lockForOwner(ctx, { id: client });
    if (row !== null) {
      for (const each of await unfoundedOwnerships(tx, client)) await endUnfounded(ctx, row, each);
      await ownByServing(ctx, row);
    }
    // After the loads, as whoever sets it does.
    await takeClientTimer(tx, client, ownersKey, generation);
  });
}

async function endUnfounded(ctx: ClientTx, client: ClientRow, { specialist, department, departmentId, from }: Unfounded): Promise<void> {
  const { tx, now, newId, policy, policyVersion } = ctx;
  const { id, size, stage, dedicated } = client;
  const facts: ExpiryFacts = {
    department,
    from: from.getTime(),
    client: { size, stage, ...(await ownedNow(tx, id)) },
    isOnItsWay: false,
    isTalking: false,
    isNamedOtherwise: true,
  };
  const why = expiryOf(policy, facts, now);
  if (why === null) return;
  await weigh(tx, [{ specialist, department, size, stage, dedicated, sign: -1 }]);
  await endOwnership(tx, id, department, now);
  const outcome = `${why} ${specialist}`;
  await insertDecision(
    tx,
    { id: newId(), client: id, kind: 'expiry', outcome, departmentId, policyVersion, at: now, basis: { facts } },
    null,
  );
  await onRecord(ctx, 'owner.ended', { kind: 'client', id }, { department, specialist, reason: why });
}

async function ownByServing(ctx: ClientTx, client: ClientRow): Promise<void> {
  const { tx, policy } = ctx;
  const { id, size, stage, dedicated } = client;
  for (const { specialist, department, room } of await servingNow(tx, id)) {
    const { deals, ownedIn } = await ownedNow(tx, id);
    if (!asksForOwner({ size, stage, deals, ownedIn: new Set(ownedIn) }, department, policy.serving)) continue;
    if (portfolioUnits(policy, department, { size, stage, dedicated }) > room) continue;
    await setOwner(ctx, client, { department, specialist, reason: 'first-assignment', restsOn: 'first-assignment' });
  }
}
