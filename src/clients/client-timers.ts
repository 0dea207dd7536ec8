import { lockClientRows } from '../db/clients/facts.ts';
import { type DueClientTimer, dueClientTimers, takeClientTimer } from '../db/clients/flow.ts';
import { ownersKey } from '../db/clients/founded.ts';
import { lockContactsOf } from '../db/clients/lock-contacts.ts';
import { codeOf } from '../db/lost.ts';
import { feedClients } from './client-flow.ts';
import { type PortfolioDeps, systemTx } from './deps.ts';
import { reconsiderClient } from './reconsider-owners.ts';

/**
 * Fires what is due of clients: a period of months that is over, a client that gave no sign, a conversation that was named otherwise. Returns how many of them were
 * settled; one that fails keeps no other from its turn.
 */
export async function fireClientTimers(deps: PortfolioDeps, limit: number): Promise<number> {
  const due = await dueClientTimers(deps.db, deps.now(), limit);
  let settled = 0;
  for (const { client, key, generation } of due) {
    try {
      if (key === ownersKey) await reconsiderClient(deps, client, generation);
      else await fire(deps, { client, key, generation });
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

async function fire(deps: PortfolioDeps, { client, key, generation }: DueClientTimer): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const ctx = systemTx(deps, tx);
    await lockContactsOf(tx, [client]);
    await lockClientRows(tx, [client]);
    if (await takeClientTimer(tx, client, key, generation))
      await feedClients(ctx, [{ client, event: { type: 'timer', key }, at: ctx.now }]);
  });
}
