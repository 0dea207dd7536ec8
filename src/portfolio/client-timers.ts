import { dueClientTimers, takeClientTimer } from '../db/client-flow.ts';
import { lockClientRows } from '../db/facts.ts';
import { feedClients } from './client-flow.ts';
import { ownHand, type PortfolioDeps } from './deps.ts';

/** Fires what is due of clients' stages: a period of months that is over, a client nothing was heard of. Returns how many there were. */
export async function fireClientTimers(deps: PortfolioDeps, limit: number): Promise<number> {
  const due = await dueClientTimers(deps.db, deps.now(), limit);
  for (const { client, key, generation } of due) {
    await deps.db.transaction(async (tx) => {
      const hand = ownHand(deps, tx);
      await lockClientRows(tx, [client]);
      if (await takeClientTimer(tx, client, key, generation))
        await feedClients(hand, [{ client, event: { type: 'timer', key }, at: hand.now }]);
    });
  }
  return due.length;
}
