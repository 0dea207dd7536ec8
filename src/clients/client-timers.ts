import { lockClientRows } from '../db/clients/facts.ts';
import { dueClientTimers, takeClientTimer } from '../db/clients/flow.ts';
import { lockContactsOf } from '../db/clients/lock-contacts.ts';
import { codeOf } from '../db/lost.ts';
import { feedClients } from './client-flow.ts';
import { type PortfolioDeps, systemTx } from './deps.ts';

/**
 * Fires what is due of clients' stages: a period of months that is over, a client that gave no sign. Returns how many of them were
 * settled; one that fails keeps no other from its turn.
 */
export async function fireClientTimers(deps: PortfolioDeps, limit: number): Promise<number> {
  const due = await dueClientTimers(deps.db, deps.now(), limit);
  let settled = 0;
  for (const { client, key, generation } of due) {
    try {
      await deps.db.transaction(async (tx) => {
        const ctx = systemTx(deps, tx);
        await lockContactsOf(tx, [client]);
        await lockClientRows(tx, [client]);
        if (await takeClientTimer(tx, client, key, generation))
          await feedClients(ctx, [{ client, event: { type: 'timer', key }, at: ctx.now }]);
      });
      settled += 1;
    } catch (error) {
      deps.log.warn(
        { client, timer: key, code: codeOf(error), err: error instanceof Error ? error.name : 'unknown' },
        'a client timer failed',
      );
    }
  }
  return settled;
}
