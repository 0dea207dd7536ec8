import type { Db } from '../db/db.ts';
import type { NewId } from '../domain/ids.ts';
import { noCaps, type UploadCaps } from '../files/caps.ts';
import type { Live } from '../live/live.ts';
import { Outdated } from './batch/failure.ts';
import { type Flushed, flush } from './batch/flush.ts';
import { createSubmit, defaultLimits, type SubmitLimits, type Submitter } from './batch/submit.ts';
import type { Company } from './company.ts';
import type { Channel } from './delivery/channel.ts';
import { atMost, createInFlight } from './delivery/in-flight.ts';
import type { Log } from './deps.ts';
import { loadCompany } from './load-company.ts';
import { type Loops, startLoops } from './loops.ts';
import type { Submit } from './submissions/submission.ts';

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
  /** ms that only ever grow, whatever the clock is set to; absent: the clock is never set */
  readonly elapsed?: () => number;
  readonly newId: NewId;
  readonly log: Log;
  readonly live: Live;
  readonly channels: readonly Channel[];
  readonly limits?: Partial<SubmitLimits>;
  /** 0 to 1, of tries that fail: `Math.random` unless given */
  readonly random?: () => number;
  /** what may be sent up in a day: as much as anybody likes unless given */
  readonly caps?: UploadCaps;
  /** Slack channel of departments without one of their own */
  readonly slackChannel?: string | undefined;
}

/** What may be in flight at a time while a channel does not answer. */
const [mostSending, mostFetching] = [1000, 32];
/** How long a stop waits for a channel's answer. */
const partingMs = 5000;

/** Reads the company and makes the engine. Throws when the database holds none. */
export async function createEngine(parts: EngineParts): Promise<Engine> {
  const { log, live, random = Math.random, caps = noCaps } = parts;
  const company = await keepCompany(parts);
  let loops: Loops | null = null;
  const sending = createInFlight(log, mostSending, () => loops?.deliver.wake());
  const fetching = createInFlight(log, mostFetching, () => loops?.fetch.wake());
  const { submit, pending, drained } = createSubmitter(parts, company, ({ hints, hasMail, hasFetches, freed }) => {
    live.publish(hints);
    if (hasMail) loops?.deliver.wake();
    if (hasFetches) loops?.fetch.wake();
    if (freed.length > 0) loops?.queue.wake();
  });
  const reload = async (): Promise<void> => {
    await company.reload();
    loops?.queue.wake();
    loops?.missing.wake();
  };
  const stopListening = live.subscribe('company', () => {
    reload().catch((error: unknown) =>
      log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'the company could not be read again'),
    );
  });
  return {
    submit,
    company: company.now,
    pending,
    reload,
    start() {
      loops = startLoops({ ...parts, random, caps, company: company.now, reload, submit, pending, sending, fetching });
    },
    async stop() {
      stopListening();
      const bringing = loops === null ? [] : [loops.fetch, loops.queue, loops.missing, ...loops.others];
      await Promise.all(bringing.map((each) => each.stop()));
      await drained();
      await loops?.deliver.stop();
      // What hangs longer than that is begun again after the next start, as after a crash.
      await atMost(Promise.all([sending.ended(), fetching.ended()]), partingMs);
    },
  };
}

/** The company as it was read last. */
interface CurrentCompany {
  readonly now: () => Company;
  reload(): Promise<void>;
}

async function keepCompany({ db, slackChannel }: EngineParts): Promise<CurrentCompany> {
  const read = () => loadCompany(db, { slackChannel: slackChannel ?? null });
  let company = await read();
  let [begun, kept] = [0, 0];
  return {
    now: () => company,
    reload: async () => {
      begun += 1;
      const mine = begun;
      const fresh = await read();
      // A read that began earlier may end later, and then knows less.
      if (mine > kept) [kept, company] = [mine, fresh];
    },
  };
}

/** `committed`: called after each commit. */
function createSubmitter(parts: EngineParts, company: CurrentCompany, committed: (flushed: Flushed) => void): Submitter {
  const { db, now, newId, log, limits } = parts;
  return createSubmit({
    flush: (submissions, at) =>
      flush({ db, newId, company: company.now }, submissions, at).catch(async (error: unknown) => {
        // Another server's clients are ahead of the hint that the company changed.
        if (error instanceof Outdated && error.what === 'company') await company.reload();
        throw error;
      }),
    now,
    log,
    committed,
    limits: { ...defaultLimits, inFlight: db.kind === 'pglite' ? 1 : defaultLimits.inFlight, ...limits },
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}
