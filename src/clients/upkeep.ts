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
import { createMetTeller } from './tell-met.ts';

const second = 1000;
const minute = 60 * second;
const batch = 50;
/** An answer may be delivered so much later than it was written, and still be noticed. */
const lateDeliveryMs = 60 * minute;

/** What happens to clients by itself, in time; `run` says whether there is more to do at once. */
interface Chore {
  readonly name: string;
  readonly everyMs: number;
  run(): Promise<boolean>;
}

/** Handovers, stages, ownerships that expire, reminders of meetings, who knows whom. */
export function portfolioChores(deps: PortfolioDeps): readonly Chore[] {
  const full = async (count: Promise<number>) => (await count) === batch;
  const tellMet = createMetTeller(deps);
  return [
    { name: 'handovers', everyMs: 10 * second, run: () => full(handOverDue(deps, batch)) },
    { name: 'proposals', everyMs: 10 * second, run: () => full(raiseOwnerProposals(deps, batch)) },
    {
      name: 'met-proposals',
      everyMs: 2 * second,
      run: async () => {
        await tellMet();
        return false;
      },
    },
    { name: 'introductions', everyMs: 10 * second, run: () => full(makeIntroductions(deps, batch)) },
    { name: 'client-timers', everyMs: 10 * second, run: () => full(fireClientTimers(deps, batch)) },
    { name: 'ownerships', everyMs: 10 * minute, run: () => full(expireOwnerships(deps, batch)) },
    { name: 'meetings', everyMs: 30 * second, run: () => seeToMeetings(deps) },
    {
      name: 'late-payments',
      everyMs: 10 * minute,
      run: async () => {
        await noteLatePayments(deps);
        return false;
      },
    },
    {
      name: 'known',
      everyMs: minute,
      run: async () => {
        await noteKnown(deps);
        return false;
      },
    },
  ];
}

/** Starts them all. */
export function startPortfolioUpkeep(deps: PortfolioDeps): Loop[] {
  return portfolioChores(deps).map(({ name, everyMs, run }) => startLoop(name, everyMs, deps.log, run));
}

async function seeToMeetings(deps: PortfolioDeps): Promise<boolean> {
  await withdrawProposed(deps, batch);
  const proposed = await proposeForAnswered(deps, batch);
  await giveMeetings(deps, batch);
  return (await remindOfMeetings(deps, batch)) === batch || proposed === batch;
}

/** Notes who has come to know whom. */
export async function noteKnown({ db, now }: PortfolioDeps): Promise<void> {
  const at = now();
  const until = await knownUntil(db);
  await foldKnown(db, new Date(until === null ? 0 : until.getTime() - lateDeliveryMs));
  await noteKnownUntil(db, at);
}
