import type { Channel } from '../channels/channel.ts';
import { pruneAnswers } from '../db/api/idempotency.ts';
import type { Db } from '../db/db.ts';
import { beat, dueTimers, pruneKeys } from '../db/due.ts';
import type { NewId } from '../domain/ids.ts';
import type { Live } from '../live/live.ts';
import type { Company } from './company.ts';
import { deliverOnce } from './deliver.ts';
import type { Log } from './deps.ts';
import { Outdated } from './failure.ts';
import { type Flushed, flush } from './flush.ts';
import type { Handlers } from './handler.ts';
import { loadCompany } from './load-company.ts';
import { type Loop, startLoop } from './loop.ts';
import { createQueue } from './queue.ts';
import { Overloaded, type Submission, type Submit } from './submission.ts';
import { createSubmit, defaultLimits, type SubmitLimits } from './submit.ts';
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
}

const deliverEveryMs = 1000;
const tickEveryMs = 500;
const queueEveryMs = 2000;
const beatEveryMs = 5000;
/** submissions under way above which upkeep holds back */
const busyAbove = 16;
const pruneEveryMs = 600_000;
/** a hint that the company changed may be lost; this is how long it then takes */
const companyEveryMs = 30_000;
const tickBatch = 500;
const keysKeptMs = 30 * 24 * 3600 * 1000;

/** Reads the company and makes the engine. Throws when the database holds none. */
export async function createEngine(parts: EngineParts): Promise<Engine> {
  const { db, now, newId, log, live, handlers } = parts;
  let company = await loadCompany(db);
  const holder: string = newId();
  const channels = new Map(parts.channels.map((each) => [each.kind, each]));
  const loops: Record<'deliver' | 'tick' | 'queue' | 'beat' | 'prune' | 'company', Loop | null> = {
    deliver: null,
    tick: null,
    queue: null,
    beat: null,
    prune: null,
    company: null,
  };
  let upkeep: readonly Loop[] = [];

  const committed = ({ hints, hasMail, freed }: Flushed): void => {
    live.publish(hints);
    if (hasMail) loops.deliver?.wake();
    if (freed.length > 0) loops.queue?.wake();
  };
  const submitter = createSubmit({
    flush: (submissions, at) =>
      flush({ db, newId, company: () => company, handlers }, submissions, at).catch(async (error: unknown) => {
        // Another server's clients are ahead of the hint that the company changed.
        if (error instanceof Outdated && error.what === 'company') company = await loadCompany(db);
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

  const channelOf = (accountId: string): Channel | undefined => {
    for (const [kind, id] of company.accounts) if (id === accountId) return channels.get(kind);
    return undefined;
  };

  const reload = async (): Promise<void> => {
    company = await loadCompany(db);
    loops.queue?.wake();
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
      loops.deliver = startLoop('deliver', deliverEveryMs, log, async () => (await deliverOnce({ db, now, holder, channelOf })) > 0);
      loops.tick = startLoop('tick', tickEveryMs, log, async () => {
        const due = await dueTimers(db, now(), tickBatch);
        const outcomes = await submitAll(due.map((each) => ({ type: 'timer-due', ...each })));
        return due.length === tickBatch && outcomes.some((each) => each !== null);
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
        await beat(db, 'server', now());
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
        loops.tick?.stop(),
        loops.queue?.stop(),
        loops.beat?.stop(),
        loops.prune?.stop(),
        loops.company?.stop(),
      ]);
      await submitter.drained();
      await loops.deliver?.stop();
    },
  };
}
