import { pruneAnswers } from '../db/api/idempotency.ts';
import type { Db } from '../db/db.ts';
import { nextDue } from '../db/delivery/outbox.ts';
import { forgetAside } from '../db/telegram/awaiting-consent.ts';
import { pruneKeys } from '../db/turns/due.ts';
import type { NewId } from '../domain/ids.ts';
import type { UploadCaps } from '../files/caps.ts';
import type { Live } from '../live/live.ts';
import { createQueue } from './assign/queue.ts';
import type { Company } from './company.ts';
import type { Channel } from './delivery/channel.ts';
import { deliverOnce } from './delivery/deliver.ts';
import { fetchOnce } from './delivery/fetch.ts';
import type { InFlight } from './delivery/in-flight.ts';
import type { Log } from './deps.ts';
import { type Loop, startLoop } from './loop.ts';
import { carryOutDue } from './submissions/owed.ts';
import { Overloaded, type Submission, type Submit } from './submissions/submission.ts';
import { createTick } from './turns/tick.ts';
import { startUpkeep } from './upkeep.ts';

export interface LoopDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** ms that only ever grow, whatever the clock is set to */
  readonly elapsed?: (() => number) | undefined;
  readonly newId: NewId;
  readonly log: Log;
  readonly live: Live;
  /** 0 to 1, of tries that fail */
  readonly random: () => number;
  readonly company: () => Company;
  /** reads departments, staff, policy and trees again */
  readonly reload: () => Promise<void>;
  readonly submit: Submit;
  /** submissions that wait or are in flight */
  readonly pending: () => number;
  readonly channels: readonly Channel[];
  readonly caps: UploadCaps;
  readonly sending: InFlight;
  readonly fetching: InFlight;
}

const deliverEveryMs = 1000;
const fetchEveryMs = 1000;
const tickEveryMs = 500;
const queueEveryMs = 2000;
const missingEveryMs = 2000;
const owedEveryMs = 2000;
const owedBatch = 50;
const beatEveryMs = 5000;
/** submissions in flight above which upkeep holds back */
const busyAbove = 16;
/** every key is looked at, so not often */
const pruneEveryMs = 600_000;
/** so long words wait for consent */
const asideKeptMs = 86_400_000;
/** a hint that the company changed may be lost; this is how long it then takes */
const companyEveryMs = 30_000;
const keysKeptMs = 30 * 24 * 3600 * 1000;

/** Those that something wakes before their time, by name, and all others. */
export interface Loops {
  readonly deliver: Loop;
  readonly fetch: Loop;
  readonly queue: Loop;
  readonly missing: Loop;
  readonly others: readonly Loop[];
}

/** Starts delivering, the timers, and what nobody waits for. */
export function startLoops(deps: LoopDeps): Loops {
  const { db, now, log, company, reload } = deps;
  const submitAll = submitAllBy(deps);
  const tick = createTick({ db, now, elapsed: deps.elapsed, newId: deps.newId, company, log, submitAll });
  const queue = createQueue({ db, now, newId: deps.newId, company, retry: submitAll });
  return {
    ...startMail(deps),
    queue: startLoop('queue', queueEveryMs, log, once(queue.retry)),
    missing: startLoop('missing', missingEveryMs, log, once(tick.missing)),
    others: [
      startLoop('tick', tickEveryMs, log, tick.timers),
      startLoop('beat', beatEveryMs, log, once(tick.beat)),
      startLoop('owed', owedEveryMs, log, async () => (await carryOutDue(deps, owedBatch)) === owedBatch),
      startLoop('company', companyEveryMs, log, once(reload)),
      startLoop('prune', pruneEveryMs, log, () => prune(deps)),
      ...startUpkeep({ ...deps, isBusy: () => deps.pending() > busyAbove }),
    ],
  };
}

/** What leaves for the channels, and files that come from them. */
function startMail(deps: LoopDeps) {
  const { db, now, random, log, live, submit, caps, sending, fetching } = deps;
  const channelOf = channelsByAccount(deps);
  const holder = db.self;
  return {
    deliver: startLoop('deliver', deliverEveryMs, log, async () => {
      await sending.room();
      const count = await deliverOnce({ db, now, holder, random, submit, live, inFlight: sending, channelOf });
      if (count > 0) return true;
      // What a channel's pace or a pause holds back goes the moment its time comes.
      const next = await nextDue(db, now());
      return next === null ? false : next.getTime() - now().getTime();
    }),
    fetch: startLoop('fetch', fetchEveryMs, log, async () => {
      await fetching.room();
      return (await fetchOnce({ db, now, random, submit, caps, channelOf, inFlight: fetching })) > 0;
    }),
  };
}

function channelsByAccount({ channels, company }: LoopDeps): (accountId: string) => Channel | undefined {
  const byKind = new Map(channels.map((each) => [each.kind, each]));
  return (accountId) => {
    for (const [kind, id] of company().accounts) if (id === accountId) return byKind.get(kind);
    return undefined;
  };
}

/**
 * Submits work of our own; what the engine is too busy for, or cannot do now, comes again with the next turn, and has null for its
 * outcome.
 */
function submitAllBy({ submit, log }: LoopDeps): (submissions: readonly Submission[]) => Promise<readonly unknown[]> {
  return (submissions) =>
    Promise.all(
      submissions.map((each) =>
        submit(each).catch((error: unknown) => {
          if (!(error instanceof Overloaded)) log.warn({ submission: each.type }, 'will be tried again');
          return null;
        }),
      ),
    );
}

async function prune({ db, now }: LoopDeps): Promise<boolean> {
  await pruneKeys(db, new Date(now().getTime() - keysKeptMs));
  await pruneAnswers(db, now());
  await forgetAside(db, new Date(now().getTime() - asideKeptMs));
  return false;
}

/** Work after which there is nothing more to do until the loop's next turn. */
function once(run: () => Promise<unknown>): () => Promise<boolean> {
  return async () => {
    await run();
    return false;
  };
}
