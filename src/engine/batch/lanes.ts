import { kindOf } from '../submissions/index.ts';
import { type Outcome, Overloaded, type Submission } from '../submissions/submission.ts';
import type { SubmitLimits } from './submit.ts';

/** A submission that waits for its outcome. */
export interface Job {
  readonly submission: Submission;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What waits of one sender, in order. A sender has one flush at a time, so that order holds. */
interface Lane {
  readonly key: string;
  readonly isOwn: boolean;
  readonly jobs: Job[];
  isBusy: boolean;
}

/** What is taken for one transaction; its lanes are busy until it is given back. */
export interface Taken {
  readonly isOwn: boolean;
  readonly lanes: readonly Lane[];
  readonly jobs: readonly Job[];
}

/** Everything that waits to be carried out. */
export interface Lanes {
  /** Throws `Overloaded` when too much is waiting. */
  add(job: Job): void;
  /** senders who wait */
  people(): number;
  /** lanes of our own work that wait */
  own(): number;
  /** lets our own work go with what people sent */
  join(): void;
  /** For the next transaction, senders in order of arrival; one who is kept alone gets a transaction of their own. */
  take(isOwn: boolean): Taken;
  giveBack(taken: Taken): void;
  /** submissions that wait */
  waiting(): number;
}

export function createLanes(limits: SubmitLimits, isAlone: (lane: string) => boolean): Lanes {
  const lanes = new Map<string, Lane>();
  const people: Lane[] = [];
  const own: Lane[] = [];
  let waiting = 0;

  const enqueue = (lane: Lane): void => void (lane.isOwn ? own : people).push(lane);
  return {
    add(job) {
      const kind = kindOf(job.submission);
      const key = kind.lane(job.submission);
      const lane = lanes.get(key) ?? { key, isOwn: kind.isOwn === true, jobs: [], isBusy: false };
      if (waiting >= limits.maxWaiting) throw new Overloaded('server', 1);
      if (lane.jobs.length >= limits.maxPerSender) throw new Overloaded('sender', 1);
      lanes.set(key, lane);
      lane.jobs.push(job);
      waiting += 1;
      if (lane.jobs.length === 1 && !lane.isBusy) enqueue(lane);
    },
    people: () => people.length,
    own: () => own.length,
    join: () => void people.push(...own.splice(0)),
    take(isOwn) {
      const most = isOwn ? limits.maxOwnWindows : limits.maxWindows;
      const first = firstOf(isOwn ? own : people, most, isAlone);
      const jobs = first.flatMap((lane) => {
        lane.isBusy = true;
        return lane.jobs.splice(0, limits.maxPerWindow);
      });
      waiting -= jobs.length;
      return { isOwn, lanes: first, jobs };
    },
    giveBack(taken) {
      for (const lane of taken.lanes) {
        lane.isBusy = false;
        if (lane.jobs.length > 0) enqueue(lane);
        else lanes.delete(lane.key);
      }
    },
    waiting: () => waiting,
  };
}

function firstOf(queue: Lane[], most: number, isAlone: (lane: string) => boolean): Lane[] {
  const taken: Lane[] = [];
  while (taken.length < most) {
    const [next] = queue;
    if (next === undefined) break;
    const mustBeAlone = isAlone(next.key);
    if (mustBeAlone && taken.length > 0) break;
    queue.shift();
    taken.push(next);
    if (mustBeAlone) break;
  }
  return taken;
}
