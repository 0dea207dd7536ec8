import type { Db } from '../../db/db.ts';
import { beat, lastBeat, lockOwing, moveHolds, openHolds, setBeat } from '../../db/turns/outage.ts';
import { movedDue } from '../../domain/turn.ts';
import { departmentOf } from '../batch/draft.ts';
import type { Company } from '../company.ts';
import type { Log } from '../deps.ts';

interface HeartbeatDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly company: () => Company;
  readonly log: Log;
}

/** No server for longer than this was an outage: deadlines that ran meanwhile are no breach (R16). */
const gapMs = 60_000;

/**
 * Notes that a server is alive. When none was for more than a minute, every deadline that ran meanwhile first gets back the working
 * time it had: once, whichever of the servers comes first.
 */
export async function pulse({ db, now, company, log }: HeartbeatDeps): Promise<void> {
  const up = now();
  if (await beat(db, up, gapMs)) return;
  const moved = await db.transaction(async (tx) => {
    const down = await lastBeat(tx);
    const isOutage = down !== null && up.getTime() - down.getTime() > gapMs;
    const count = isOutage ? await giveBack(down) : 0;
    await setBeat(tx, up);
    return count;

    async function giveBack(since: Date): Promise<number> {
      await lockOwing(tx);
      const holds = await openHolds(tx, since);
      await moveHolds(
        tx,
        holds.map((each) => ({ ...each, due: movedDue(each, since, up, departmentOf(company(), each.department).workingTime) })),
      );
      return holds.length;
    }
  });
  if (moved > 0) log.info({ deadlines: moved }, 'deadlines moved by an outage');
}
