import type { Db } from '../../db/db.ts';
import { beginOutage, endOutage, type OutageOf } from '../../db/delivery/outages.ts';
import { backoffMs } from '../../domain/backoff.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Log } from '../deps.ts';
import { startLoop } from '../loop.ts';
import { atMost } from './in-flight.ts';

/** Whether a messenger can be reached, as its own last answers say. */
export interface Reach {
  /** Notes that it answered, whatever it said. */
  answered(): void;
  /** Notes that it could not be reached, or let us in no more; `code` in its own words. */
  failed(code: string): void;
  stop(): Promise<void>;
}

export interface ReachDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly log: Log;
  readonly what: OutageOf;
  /** asks something cheap; what comes of it is noted by whoever makes the calls */
  readonly ask: () => Promise<unknown>;
  /** lets what waits for it go on */
  readonly onUp: () => Promise<void>;
  /** somebody's time is lost while it does not answer: then silence is not taken for an answer; absent: nobody's is */
  readonly isNeeded?: () => Promise<boolean>;
  /** it is asked when it has said nothing for so long, or up to twice that, ms */
  readonly quietMs?: number;
  /** the first and the longest wait before it is asked again, ms */
  readonly pauseMs?: readonly [number, number];
}

/** A single call may fail by chance: it is an outage when the next one fails too, after the first of these. */
const usualPauseMs = [1000, 5000] as const;
const partingMs = 1000;
/** Calls that now fail and now do not wake what waits no more often than this. */
const wakeEveryMs = 1000;
const usualQuietMs = 10_000;
/** What lies between two answers of a messenger that is needed: twice the quiet, and an answer that is waited for in vain. */
const mostQuiets = 4;

interface Trouble {
  readonly from: Date;
  readonly code: string;
  asked: number;
  isNoted: boolean;
}

/** What a messenger's last answers were. */
interface Heard {
  trouble: Trouble | null;
  /** what is to be done now that it answers; at first an outage that an earlier run has left open */
  ended: { readonly at: Date; readonly wakes: boolean } | null;
  hasAnswered: boolean;
  isStopped: boolean;
  /** when what waits was woken last, ms */
  wokenAt: number;
  /** the last answer, and whether it came since the loop's last turn */
  last: { readonly at: Date; isNew: boolean } | null;
}

/**
 * Watches the answers of a messenger. When it fails, it is asked after growing pauses until it answers; the outage is a dated row from the
 * last answer before the first call that failed to the first that was answered. Then everything that waits for it goes at once, whatever
 * pause it was given. While it is needed it is asked also when nothing is sent to it: else nobody would know that it is down.
 */
export function watchReach(deps: ReachDeps): Reach {
  const { now } = deps;
  const heard: Heard = {
    trouble: null,
    ended: null,
    hasAnswered: false,
    isStopped: false,
    wokenAt: Number.NEGATIVE_INFINITY,
    last: null,
  };
  const loop = startLoop(`reach ${deps.what}`, deps.quietMs ?? usualQuietMs, deps.log, async () => {
    if (heard.isStopped) return false;
    if (heard.trouble !== null) return askAgain(deps, heard, heard.trouble);
    return heard.ended === null ? askIfQuiet(deps, heard) : settleEnded(deps, heard, heard.ended);
  });

  return {
    answered() {
      const { trouble, ended, hasAnswered } = heard;
      heard.last = { at: now(), isNew: true };
      if (trouble === null && hasAnswered) return;
      const wakes = trouble === null || trouble.isNoted || trouble.code === 'unreachable' || ended?.wakes === true;
      Object.assign(heard, { hasAnswered: true, ended: { at: now(), wakes }, trouble: null });
      loop.wake();
    },
    failed(code) {
      if (heard.trouble !== null) return;
      heard.trouble = { from: goneSince(deps, heard, now()), code, asked: 0, isNoted: false };
      loop.wake();
    },
    stop() {
      heard.isStopped = true;
      // A question that hangs is not waited for.
      return atMost(loop.stop(), partingMs);
    },
  };
}

async function askIfQuiet(deps: ReachDeps, heard: Heard): Promise<false> {
  if (heard.last?.isNew !== true && (await deps.isNeeded?.()) === true) await deps.ask().catch(() => undefined);
  if (heard.last !== null) heard.last.isNew = false;
  return false;
}

/** When it may have gone: at the last answer, unless nobody asked it for long. */
function goneSince({ isNeeded, quietMs = usualQuietMs }: ReachDeps, { last }: Heard, at: Date): Date {
  if (isNeeded === undefined || last === null || last.at > at) return at;
  return new Date(Math.max(last.at.getTime(), at.getTime() - mostQuiets * quietMs));
}

async function askAgain(deps: ReachDeps, heard: Heard, current: Trouble): Promise<number> {
  if (current.asked > 0) await deps.ask().catch(() => undefined);
  if (heard.trouble === current && current.asked > 0 && !current.isNoted && !heard.isStopped) await note(deps, current);
  current.asked += 1;
  return heard.trouble === current ? backoffMs(current.asked - 1, ...(deps.pauseMs ?? usualPauseMs)) : 0;
}

async function settleEnded(deps: ReachDeps, heard: Heard, over: NonNullable<Heard['ended']>): Promise<number | false> {
  const waitMs = heard.wokenAt + wakeEveryMs - deps.now().getTime();
  if (waitMs > 0) return waitMs;
  heard.wokenAt = deps.now().getTime();
  await goOn(deps, over);
  if (heard.ended === over) heard.ended = null;
  return heard.ended === null ? false : 0;
}

async function note({ db, newId, log, what }: ReachDeps, trouble: Trouble): Promise<void> {
  const { from, code } = trouble;
  await beginOutage(db, newId(), what, from);
  trouble.isNoted = true;
  log.error({ what, code }, 'a messenger cannot be reached, or lets us in no more; what is for it waits, and all else goes on');
}

async function goOn(deps: ReachDeps, { at, wakes }: { readonly at: Date; readonly wakes: boolean }): Promise<void> {
  const { db, log, what, onUp } = deps;
  const from = await endOutage(db, what, at);
  if (from !== null) log.info({ what, seconds: Math.round((at.getTime() - from.getTime()) / 1000) }, 'a messenger answers again');
  if (wakes) await onUp();
}
