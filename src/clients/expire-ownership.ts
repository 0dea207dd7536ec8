import { endOwnership } from '../db/clients/handovers.ts';
import { expiringOwnerships } from '../db/clients/portfolio.ts';
import { type PortfolioDeps, systemTx } from './deps.ts';
import { weigh } from './loads.ts';
import { onRecord } from './recorded.ts';
import { lockForOwner } from './set-owner.ts';

const day = 86_400_000;

/** Holds where the policy names no number. */
const usualDays = 90;

/**
 * Ends ownerships that rest on nothing but a first assignment, where no deal followed or the client's stage asks for no owner in that
 * department any more: the place in the portfolio is free again (R12). Returns how many there were.
 */
export async function expireOwnerships(deps: PortfolioDeps, limit: number): Promise<number> {
  const { ownershipDays = usualDays, serving: table = [] } = deps.company().policy.data;
  const before = new Date(deps.now().getTime() - ownershipDays * day);
  const due = await expiringOwnerships(deps.db, before, null, { table, limit });
  for (const client of new Set(due.map((each) => each.client))) {
    await deps.db.transaction(async (tx) => {
      const ctx = systemTx(deps, tx);
      const row = await lockForOwner(ctx, { id: client });
      if (row === null) return;
      const mine = await expiringOwnerships(tx, before, client, { table, limit });
      await weigh(
        tx,
        mine.map(({ specialist, department }) => ({
          specialist,
          department,
          size: row.size,
          stage: row.stage,
          dedicated: row.dedicated,
          sign: -1,
        })),
      );
      for (const { department, specialist, why } of mine) {
        await endOwnership(tx, client, department, ctx.now);
        const [action, reason] = why === 'no-deal' ? ['owner.lapsed', 'lapsed'] : ['owner.ended', why];
        await onRecord(ctx, action, { kind: 'client', id: client }, { department, specialist, reason });
      }
    });
  }
  return due.length;
}
