import type { Db } from '../../db/db.ts';
import { addOutage, beat, lastBeat, setBeat } from '../../db/turns/outage.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Company } from '../company.ts';
import type { Log } from '../deps.ts';
import { giveBack } from './give-back.ts';

interface HeartbeatDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly company: () => Company;
  readonly log: Log;
}

/** Without a beat for longer than this something was wrong, whatever the server itself noticed. */
export const silentMs = 15_000;

/**
 * Notes that a server is alive. When none was for a while, the time is written down as an outage, and every deadline that ran in it gets
 * back the working time it lost: once, whichever of the servers comes first (R16). `isCertain`: this server beat before, and knows of
 * nothing that went wrong since; otherwise all that has passed since the last beat counts as lost, however little it is.
 */
export async function pulse({ db, now, newId, company, log }: HeartbeatDeps, isCertain = true): Promise<void> {
  const up = now();
  const allowedMs = isCertain ? silentMs : 0;
  if (isCertain && (await beat(db, up, allowedMs))) return;
  const moved = await db.transaction(async (tx) => {
    const down = await lastBeat(tx);
    const isOutage = down !== null && up.getTime() - down.getTime() > allowedMs;
    if (isOutage) await addOutage(tx, { id: newId(), from: down, until: up });
    await setBeat(tx, up);
    return isOutage ? (await giveBack(tx, company(), up, 'all')).moved : 0;
  });
  if (moved > 0) log.info({ deadlines: moved }, 'deadlines moved by an outage');
}
