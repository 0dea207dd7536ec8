import { codeOf } from '../../db/lost.ts';
import type { Log } from '../deps.ts';
import { type Outcome, Overloaded, type Submission, type Submit } from '../submissions/submission.ts';
import { failureKind } from './failure.ts';
import type { Flushed } from './flush.ts';
import { isOwn, laneKey } from './lane.ts';

export interface SubmitLimits {
  /** windows in one transaction */
  readonly maxWindows: number;
  /** submissions of one window in one transaction */
  readonly maxPerWindow: number;
  /** transactions at a time */
  readonly inFlight: number;
  /** windows that must wait before another transaction begins beside one: small ones cost nearly as much as large ones */
  readonly minBeside: number;
  /** windows in one transaction of our own work */
  readonly maxOwnWindows: number;
  /** waiting submissions of one sender */
  readonly maxPerSender: number;
  /** waiting submissions altogether */
  readonly maxWaiting: number;
}

export const defaultLimits: SubmitLimits = {
  maxWindows: 32,
  maxPerWindow: 16,
  inFlight: 2,
  minBeside: 24,
  maxOwnWindows: 64,
  maxPerSender: 100,
  maxWaiting: 4000,
};

export interface SubmitDeps {
  readonly flush: (submissions: readonly Submission[], now: Date) => Promise<Flushed>;
  readonly now: () => Date;
  readonly log: Log;
  /** called after each commit */
  readonly committed: (flushed: Flushed) => void;
  readonly limits: SubmitLimits;
  /** waits so many milliseconds */
  readonly pause: (ms: number) => Promise<void>;
}

interface Job {
  readonly submission: Submission;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What waits of one sender, in order. A sender has one flush at a time, so that order holds. */
interface Lane {
  readonly key: string;
  /** of nobody who waits for the outcome: what time itself brings about */
  readonly isOwn: boolean;
  readonly jobs: Job[];
  isBusy: boolean;
}

const aloneFor = 60_000;
const maxAttempts = 6;

export interface Submitter {
  readonly submit: Submit;
  /** submissions that wait or are in flight */
  readonly pending: () => number;
  /** resolves when nothing waits any more */
  readonly drained: () => Promise<void>;
}

/**
 * Group commit: whatever waits when a flush ends goes into the next transaction together. Batches grow with the load and are
 * of one when there is none. Senders take turns; one whose submission fails is kept out of others' batches for a minute.
 */
export function createSubmit(deps: SubmitDeps): Submitter {
  const { limits } = deps;
  const lanes = new Map<string, Lane>();
  const ready: Lane[] = [];
  const ownReady: Lane[] = [];
  const alone = new Map<string, number>();
  let waiting = 0;
  let running = 0;
  let isOwnRunning = false;
  let wasOwnLast = false;
  let inFlightJobs = 0;
  let isScheduled = false;
  let drainWaiters: (() => void)[] = [];

  const submit: Submit = (submission) =>
    new Promise((resolve, reject) => {
      const key = laneKey(submission);
      const lane = lanes.get(key) ?? { key, isOwn: isOwn(submission), jobs: [], isBusy: false };
      if (waiting >= limits.maxWaiting) return reject(new Overloaded('server', 1));
      if (lane.jobs.length >= limits.maxPerSender) return reject(new Overloaded('sender', 1));
      lanes.set(key, lane);
      lane.jobs.push({ submission, resolve, reject });
      waiting += 1;
      if (lane.jobs.length === 1 && !lane.isBusy) enqueue(lane);
      schedule();
    });

  function enqueue(lane: Lane): void {
    (lane.isOwn ? ownReady : ready).push(lane);
  }

  /** Lets everything that arrived in this turn of the event loop get into the same batch. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    queueMicrotask(() => {
      isScheduled = false;
      // What fits into one transaction goes together, as long as nothing is under way.
      const isCalm = running === 0 && !isOwnRunning && ready.length + ownReady.length <= limits.maxWindows;
      if (isCalm && ready.length > 0) ready.push(...ownReady.splice(0));
      // Where there is one transaction at a time, people and time itself take turns.
      if (limits.inFlight === 1 && !wasOwnLast) beginOwn();
      while (ready.length > 0 && hasRoom()) {
        wasOwnLast = false;
        void run(next(ready, limits.maxWindows));
      }
      beginOwn();
    });
  }

  function hasRoom(): boolean {
    if (limits.inFlight === 1) return running === 0 && !isOwnRunning;
    return running === 0 || (running < limits.inFlight && ready.length >= limits.minBeside);
  }

  /** However much falls due at once, it is carried out by one transaction after another beside those of people, who do not wait behind it. */
  function beginOwn(): void {
    if (ownReady.length === 0 || isOwnRunning || (limits.inFlight === 1 && running > 0)) return;
    isOwnRunning = true;
    wasOwnLast = true;
    void run(next(ownReady, limits.maxOwnWindows));
  }

  /** The next batch: senders in order of arrival; one that is kept alone gets a batch of its own. */
  function next(from: Lane[], most: number): { isOwn: boolean; lanes: Lane[]; jobs: Job[] } {
    const taken: Lane[] = [];
    const jobs: Job[] = [];
    while (from.length > 0 && taken.length < most) {
      const isAlone = mustBeAlone(from[0]?.key ?? '');
      if (isAlone && taken.length > 0) break;
      const lane = from.shift();
      if (lane === undefined) break;
      lane.isBusy = true;
      taken.push(lane);
      jobs.push(...lane.jobs.splice(0, limits.maxPerWindow));
      if (isAlone) break;
    }
    waiting -= jobs.length;
    return { isOwn: from === ownReady, lanes: taken, jobs };
  }

  function mustBeAlone(key: string): boolean {
    return (alone.get(key) ?? 0) > deps.now().getTime();
  }

  /** Senders whose minute is over, who may never come back, are not remembered. */
  function forgive(): void {
    for (const [key, until] of alone) if (until <= deps.now().getTime()) alone.delete(key);
  }

  async function run(batch: { isOwn: boolean; lanes: Lane[]; jobs: Job[] }): Promise<void> {
    if (!batch.isOwn) running += 1;
    inFlightJobs += batch.jobs.length;
    await carry(batch.jobs);
    if (batch.isOwn) isOwnRunning = false;
    else running -= 1;
    inFlightJobs -= batch.jobs.length;
    for (const lane of batch.lanes) {
      lane.isBusy = false;
      if (lane.jobs.length > 0) enqueue(lane);
      else lanes.delete(lane.key);
    }
    if (waiting + inFlightJobs === 0) {
      for (const each of drainWaiters) each();
      drainWaiters = [];
    }
    schedule();
  }

  /** What is stored stays stored, whether or not anybody could be told. */
  function tell(flushed: Flushed): void {
    try {
      deps.committed(flushed);
    } catch (error) {
      deps.log.error({ err: messageOf(error) }, 'nobody was told of a commit');
    }
  }

  /** Flushes; a batch that the database will not take is halved until the one that spoils it stands alone. Never throws. */
  async function carry(jobs: readonly Job[], attempt = 1): Promise<void> {
    try {
      const flushed = await deps.flush(
        jobs.map((each) => each.submission),
        deps.now(),
      );
      jobs.forEach((job, i) => {
        const outcome = flushed.outcomes[i];
        if (outcome === undefined) job.reject(new Error('a submission got no outcome'));
        else job.resolve(outcome);
      });
      tell(flushed);
    } catch (error) {
      const kind = failureKind(error);
      if (kind !== 'poison' && attempt < maxAttempts) {
        deps.log.warn({ kind, attempt, jobs: jobs.length, code: codeOf(error) }, 'flush repeated');
        await deps.pause(kind === 'again' ? attempt * 5 : attempt * 150);
        return carry(jobs, attempt + 1);
      }
      if (kind === 'database-away') {
        for (const job of jobs) job.reject(new Overloaded('server', 2));
        return;
      }
      if (jobs.length > 1) {
        const half = Math.ceil(jobs.length / 2);
        await carry(jobs.slice(0, half));
        return carry(jobs.slice(half));
      }
      forgive();
      for (const job of jobs) {
        alone.set(laneKey(job.submission), deps.now().getTime() + aloneFor);
        deps.log.error({ submission: job.submission.type, code: codeOf(error), err: messageOf(error) }, 'submission failed');
        job.reject(error);
      }
    }
  }

  return {
    submit,
    pending: () => waiting + inFlightJobs,
    drained: () => (waiting + inFlightJobs === 0 ? Promise.resolve() : new Promise((resolve) => drainWaiters.push(resolve))),
  };
}

/** The message of an error of ours; a database's may quote a row's values, so only its code is told. */
function messageOf(error: unknown): string | undefined {
  return error instanceof Error && codeOf(error) === undefined ? error.message : undefined;
}
