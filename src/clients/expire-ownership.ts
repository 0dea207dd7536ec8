import { insertDecision } from '../db/clients/decisions.ts';
import { endOwnership } from '../db/clients/ownerships.ts';
import { type ExpiringOwnership, expiringOwnerships } from '../db/clients/portfolio.ts';
import { weigh } from '../db/clients/weigh.ts';
import { type Expiry, type ExpiryFacts, expiresBefore, expiryOf } from '../domain/expiry.ts';
import { type PortfolioDeps, systemTx } from './deps.ts';
import { type ClientTx, onRecord } from './recorded.ts';
import { lockForOwner } from './set-owner.ts';

/**
 * Ends ownerships that rest on nothing but a first assignment, where no deal followed or the client's stage asks for no owner in that
 * department any more: the place in the portfolio is free again (R12). Returns how many there were.
 */
export async function expireOwnerships(deps: PortfolioDeps, limit: number): Promise<number> {
  const policy = deps.company().policy.data;
  const before = expiresBefore(policy, deps.now());
  const table = policy.serving ?? [];
  const due = await expiringOwnerships(deps.db, before, null, { table, limit });
  for (const client of new Set(due.map((each) => each.client))) {
    await deps.db.transaction(async (tx) => {
      const ctx = systemTx(deps, tx);
      const row = await lockForOwner(ctx, { id: client });
      if (row === null) return;
      const { size, stage, dedicated } = row;
      const mine = (await expiringOwnerships(tx, before, client, { table, limit })).flatMap((owned) => {
        const facts = factsOf(owned);
        const why = expiryOf(ctx.policy, facts, ctx.now);
        return why === null ? [] : [{ owned, facts, why }];
      });
      await weigh(
        tx,
        mine.map(({ owned: { specialist, department } }) => ({ specialist, department, size, stage, dedicated, sign: -1 })),
      );
      for (const { owned, facts, why } of mine) await end(ctx, owned, why, facts);
    });
  }
  return due.length;
}

/** Those it finds are ones with whose client nobody talks. */
function factsOf({ department, from, size, stage, deals, ownedIn, isOnItsWay }: ExpiringOwnership): ExpiryFacts {
  return { department, from: from.getTime(), client: { size, stage, deals, ownedIn }, isOnItsWay, isTalking: false };
}

async function end(
  ctx: ClientTx,
  { client, specialist, department, departmentId }: ExpiringOwnership,
  why: Expiry,
  facts: ExpiryFacts,
): Promise<void> {
  const { tx, now, newId, policyVersion } = ctx;
  await endOwnership(tx, client, department, now);
  const outcome = `${why} ${specialist}`;
  await insertDecision(tx, { id: newId(), client, kind: 'expiry', outcome, departmentId, policyVersion, at: now, basis: { facts } }, null);
  const isLapsed = why === 'no-deal';
  const reason = isLapsed ? 'lapsed' : why;
  await onRecord(ctx, isLapsed ? 'owner.lapsed' : 'owner.ended', { kind: 'client', id: client }, { department, specialist, reason });
}
