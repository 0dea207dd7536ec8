import type { Submit } from '../submissions/submission.ts';
import { createAlone } from './alone.ts';
import { type BisectDeps, flushOrHalve } from './bisect.ts';
import { createLanes, type Lanes, type Taken } from './lanes.ts';

export interface SubmitLimits {
  /** windows in one transaction */
  readonly maxWindows: number;
  /** submissions of one window in one transaction */
  readonly maxPerWindow: number;
  /** transactions at a time */
  readonly inFlight: number;
  /** windows that must wait before another transaction begins parallel to one: small ones cost nearly as much as large ones */
  readonly minParallel: number;
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
  minParallel: 24,
  maxOwnWindows: 64,
  maxPerSender: 100,
  maxWaiting: 4000,
};

export interface SubmitDeps extends Omit<BisectDeps, 'alone'> {
  readonly limits: SubmitLimits;
}

export interface Submitter {
  readonly submit: Submit;
  /** submissions that wait or are in flight */
  readonly pending: () => number;
  /** resolves when nothing waits any more */
  readonly drained: () => Promise<void>;
}

/** Which transactions are running, and what is to begin next. */
interface Gathering {
  readonly limits: SubmitLimits;
  readonly lanes: Lanes;
  readonly flush: (taken: Taken) => Promise<void>;
  /** transactions of what people sent */
  running: number;
  isOwnRunning: boolean;
  wasOwnLast: boolean;
  inFlightJobs: number;
  isScheduled: boolean;
  drainWaiters: (() => void)[];
}

/**
 * Group commit: whatever waits when a flush ends goes into the next transaction together. Batches grow with the load and are
 * of one when there is none. Senders take turns; one whose submission fails is kept out of others' batches for a minute.
 */
export function createSubmit({ limits, ...deps }: SubmitDeps): Submitter {
  const alone = createAlone(deps.now);
  const bisecting = { ...deps, alone };
  const gathering: Gathering = {
    limits,
    lanes: createLanes(limits, alone.has),
    flush: ({ jobs }) => flushOrHalve(bisecting, jobs),
    running: 0,
    isOwnRunning: false,
    wasOwnLast: false,
    inFlightJobs: 0,
    isScheduled: false,
    drainWaiters: [],
  };
  const pending = () => gathering.lanes.waiting() + gathering.inFlightJobs;
  return {
    submit: (submission) =>
      new Promise((resolve, reject) => {
        // What this throws rejects the promise.
        gathering.lanes.add({ submission, resolve, reject });
        schedule(gathering);
      }),
    pending,
    drained: () => (pending() === 0 ? Promise.resolve() : new Promise((resolve) => gathering.drainWaiters.push(resolve))),
  };
}

/** Lets everything that arrives in this turn of the event loop get into the same batch. */
function schedule(gathering: Gathering): void {
  if (gathering.isScheduled) return;
  gathering.isScheduled = true;
  queueMicrotask(() => {
    gathering.isScheduled = false;
    begin(gathering);
  });
}

function begin(gathering: Gathering): void {
  const { limits, lanes } = gathering;
  // What fits into one transaction goes together, as long as nothing is in flight.
  const isCalm = gathering.running === 0 && !gathering.isOwnRunning && lanes.people() + lanes.own() <= limits.maxWindows;
  if (isCalm && lanes.people() > 0) lanes.join();
  // Where there is one transaction at a time, people and time itself take turns.
  if (limits.inFlight === 1 && !gathering.wasOwnLast) beginOwn(gathering);
  while (hasRoom(gathering)) {
    gathering.wasOwnLast = false;
    void run(gathering, lanes.take(false));
  }
  beginOwn(gathering);
}

/** Whether another transaction of what people sent may begin, and there is something for it. */
function hasRoom({ limits, lanes, running, isOwnRunning }: Gathering): boolean {
  if (lanes.people() === 0) return false;
  if (limits.inFlight === 1) return running === 0 && !isOwnRunning;
  return running === 0 || (running < limits.inFlight && lanes.people() >= limits.minParallel);
}

/** However much falls due at once, it is carried out by one transaction after another parallel to those of people, who do not wait behind it. */
function beginOwn(gathering: Gathering): void {
  const { limits, lanes, running, isOwnRunning } = gathering;
  if (lanes.own() === 0 || isOwnRunning || (limits.inFlight === 1 && running > 0)) return;
  gathering.isOwnRunning = true;
  gathering.wasOwnLast = true;
  void run(gathering, lanes.take(true));
}

async function run(gathering: Gathering, taken: Taken): Promise<void> {
  const { lanes } = gathering;
  if (!taken.isOwn) gathering.running += 1;
  gathering.inFlightJobs += taken.jobs.length;
  await gathering.flush(taken);
  if (taken.isOwn) gathering.isOwnRunning = false;
  else gathering.running -= 1;
  gathering.inFlightJobs -= taken.jobs.length;
  lanes.giveBack(taken);
  if (lanes.waiting() + gathering.inFlightJobs === 0) for (const each of gathering.drainWaiters.splice(0)) each();
  schedule(gathering);
}
