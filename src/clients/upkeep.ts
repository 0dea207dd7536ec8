import { foldKnown, knownUntil, noteKnownUntil } from '../db/clients/coverage.ts';
import { type Loop, startLoop } from '../engine/loop.ts';
import { fireClientTimers } from './client-timers.ts';
import type { PortfolioDeps } from './deps.ts';
import { expireOwnerships } from './expire-ownership.ts';
import { handOverDue } from './hand-over.ts';
import { makeIntroductions } from './introduce-in-hours.ts';
import { noteLatePayments } from './late-payments.ts';
import { giveMeetings } from './meetings/give.ts';
import { proposeForAnswered, remindOfMeetings, withdrawProposed } from './meetings/propose.ts';
import { raiseOwnerProposals } from './propose-owner.ts';

const second = 1000;
const minute = 60 * second;
const batch = 50;
/** An answer may be delivered so much later than it was written, and still be noticed. */
const lateDeliveryMs = 60 * minute;

/** Starts what happens to clients by itself, in time: handovers, stages, ownerships that expire, reminders of meetings, who knows whom. */
export function startPortfolioUpkeep(deps: PortfolioDeps): Loop[] {
  const { log } = deps;
  return [
    startLoop('handovers', 10 * second, log, async () => (await handOverDue(deps, batch)) === batch),
    startLoop('proposals', 10 * second, log, async () => (await raiseOwnerProposals(deps, batch)) === batch),
    startLoop('introductions', 10 * second, log, async () => (await makeIntroductions(deps, batch)) === batch),
    startLoop('client-timers', 10 * second, log, async () => (await fireClientTimers(deps, batch)) === batch),
    startLoop('ownerships', 10 * minute, log, async () => (await expireOwnerships(deps, batch)) === batch),
    startLoop('meetings', 30 * second, log, async () => {
      await withdrawProposed(deps, batch);
      const proposed = await proposeForAnswered(deps, batch);
      await giveMeetings(deps, batch);
      return (await remindOfMeetings(deps, batch)) === batch || proposed === batch;
    }),
    startLoop('late-payments', 10 * minute, log, async () => {
      await noteLatePayments(deps);
      return false;
    }),
    startLoop('known', minute, log, async () => {
      await noteKnown(deps);
      return false;
    }),
  ];
}

/** Notes who has come to know whom. */
export async function noteKnown({ db, now }: PortfolioDeps): Promise<void> {
  const at = now();
  const until = await knownUntil(db);
  await foldKnown(db, new Date(until === null ? 0 : until.getTime() - lateDeliveryMs));
  await noteKnownUntil(db, at);
}
