import { pruneAnswers } from '../db/api/idempotency.ts';
import type { Db } from '../db/db.ts';
import { pruneKeys } from '../db/turns/due.ts';
import type { NewId } from '../domain/ids.ts';
import type { Live } from '../live/live.ts';
import { createQueue } from './assign/queue.ts';
import { Outdated } from './batch/failure.ts';
import { type Flushed, flush } from './batch/flush.ts';
import type { Handlers } from './batch/outcome.ts';
import { createSubmit, defaultLimits, type SubmitLimits } from './batch/submit.ts';
import type { Company } from './company.ts';
import type { Channel } from './delivery/channel.ts';
import { deliverOnce } from './delivery/deliver.ts';
import { fetchOnce } from './delivery/fetch.ts';
import { atMost, createInFlight } from './delivery/in-flight.ts';
import type { Log } from './deps.ts';
import { loadCompany } from './load-company.ts';
import { type Loop, startLoop } from './loop.ts';
import { Overloaded, type Submission, type Submit } from './submissions/submission.ts';
import { createTick } from './turns/tick.ts';
import { startUpkeep } from './upkeep.ts';

/** The running core: takes submissions, delivers what is to leave, fires what is due. */
export interface Engine {
  readonly submit: Submit;
  readonly company: () => Company;
  /** submissions that wait or are in flight */
  readonly pending: () => number;
  /** reads departments, staff, policy and trees again */
  reload(): Promise<void>;
  /** starts delivering and the timers */
  start(): void;
  /** finishes what was taken, and stops delivering; take nothing new before calling it */
  stop(): Promise<void>;
}

export interface EngineParts {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly log: Log;
  readonly live: Live;
  readonly handlers: Handlers;
  readonly channels: readonly Channel[];
  readonly limits?: Partial<SubmitLimits>;
  /** 0 to 1, of tries that fail: `Math.random` unless given */
  readonly random?: () => number;
  /** Slack channel of departments without one of their own */
  readonly slackChannel?: string | undefined;
}

const deliverEveryMs = 1000;
const fetchEveryMs = 1000;
const tickEveryMs = 500;
const queueEveryMs = 2000;
const missingEveryMs = 2000;
const beatEveryMs = 5000;
/** submissions under way above which upkeep holds back */
const busyAbove = 16;
const pruneEveryMs = 600_000;
/** a hint that the company changed may be lost; this is how long it then takes */
const companyEveryMs = 30_000;
/** what may be under way at a time while a channel does not answer */
const [mostSending, mostFetching] = [1000, 32];
/** how long a stop waits for a channel's answer */
const partingMs = 5000;
const keysKeptMs = 30 * 24 * 3600 * 1000;

/** Reads the company and makes the engine. Throws when the database holds none. */
export async function createEngine(parts: EngineParts): Promise<Engine> {
  const { db, now, newId, log, live, handlers, random = Math.random } = parts;
  const readCompany = () => loadCompany(db, { slackChannel: parts.slackChannel ?? null });
  let company = await readCompany();
  const holder: string = newId();
  const channels = new Map(parts.channels.map((each) => [each.kind, each]));
  const loops: Record<'deliver' | 'fetch' | 'tick' | 'queue' | 'missing' | 'beat' | 'prune' | 'company', Loop | null> = {
    deliver: null,
    fetch: null,
    tick: null,
    queue: null,
    missing: null,
    beat: null,
    prune: null,
    company: null,
  };
  let upkeep: readonly Loop[] = [];
  const sending = createInFlight(log, mostSending, () => loops.deliver?.wake());
  const fetching = createInFlight(log, mostFetching, () => loops.fetch?.wake());

  const committed = ({ hints, hasMail, hasFetches, freed }: Flushed): void => {
    live.publish(hints);
    if (hasMail) loops.deliver?.wake();
    if (hasFetches) loops.fetch?.wake();
    if (freed.length > 0) loops.queue?.wake();
  };
  const submitter = createSubmit({
    flush: (submissions, at) =>
      flush({ db, newId, company: () => company, handlers }, submissions, at).catch(async (error: unknown) => {
        // Another server's clients are ahead of the hint that the company changed.
        if (error instanceof Outdated && error.what === 'company') company = await readCompany();
        throw error;
      }),
    now,
    log,
    committed,
    limits: { ...defaultLimits, inFlight: db.kind === 'pglite' ? 1 : defaultLimits.inFlight, ...parts.limits },
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });

  /** Submits work of our own; what the engine is too busy for, or cannot do now, comes again with the next turn. */
  const submitAll = (submissions: readonly Submission[]) =>
    Promise.all(
      submissions.map((each) =>
        submitter.submit(each).catch((error: unknown) => {
          if (!(error instanceof Overloaded)) log.warn({ submission: each.type }, 'will be tried again');
          return null;
        }),
      ),
    );

  const { submit } = submitter;
  const channelOf = (accountId: string): Channel | undefined => {
    for (const [kind, id] of company.accounts) if (id === accountId) return channels.get(kind);
    return undefined;
  };

  const reload = async (): Promise<void> => {
    company = await readCompany();
    loops.queue?.wake();
    loops.missing?.wake();
  };
  const stopListening = live.subscribe('company', () => {
    reload().catch((error: unknown) =>
      log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'the company could not be read again'),
    );
  });

  return {
    submit: submitter.submit,
    company: () => company,
    pending: submitter.pending,
    reload,
    start() {
      loops.deliver = startLoop('deliver', deliverEveryMs, log, async () => {
        await sending.room();
        return (await deliverOnce({ db, now, holder, random, submit, live, inFlight: sending, channelOf })) > 0;
      });
      loops.fetch = startLoop('fetch', fetchEveryMs, log, async () => {
        await fetching.room();
        return (await fetchOnce({ db, now, random, submit, channelOf, inFlight: fetching })) > 0;
      });
      const tick = createTick({ db, now, company: () => company, log, submitAll });
      loops.tick = startLoop('tick', tickEveryMs, log, tick.timers);
      loops.missing = startLoop('missing', missingEveryMs, log, async () => {
        await tick.missing();
        return false;
      });
      const queue = createQueue({ db, now, company: () => company, retry: submitAll });
      loops.queue = startLoop('queue', queueEveryMs, log, async () => {
        await queue.retry();
        return false;
      });
      loops.company = startLoop('company', companyEveryMs, log, async () => {
        await reload();
        return false;
      });
      loops.beat = startLoop('beat', beatEveryMs, log, async () => {
        await tick.beat();
        return false;
      });
      upkeep = startUpkeep({ db, now, newId, log, policy: () => company.policy.data, isBusy: () => submitter.pending() > busyAbove });
      // Every key is looked at, so not often.
      loops.prune = startLoop('prune', pruneEveryMs, log, async () => {
        await pruneKeys(db, new Date(now().getTime() - keysKeptMs));
        await pruneAnswers(db, now());
        return false;
      });
    },
    async stop() {
      stopListening();
      await Promise.all([
        ...upkeep.map((each) => each.stop()),
        loops.fetch?.stop(),
        loops.tick?.stop(),
        loops.queue?.stop(),
        loops.missing?.stop(),
        loops.beat?.stop(),
        loops.prune?.stop(),
        loops.company?.stop(),
      ]);
      await submitter.drained();
      await loops.deliver?.stop();
      // What hangs longer than that is begun again after the next start, as after a crash.
      await atMost(Promise.all([sending.ended(), fetching.ended()]), partingMs);
    },
  };
}
