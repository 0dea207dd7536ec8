import type { Db } from '../../db/db.ts';
import { dueTimers } from '../../db/turns/due.ts';
import type { ConversationId, NewId } from '../../domain/ids.ts';
import type { Company } from '../company.ts';
import type { Log } from '../deps.ts';
import type { Submission } from '../submissions/submission.ts';
import { giveBack } from './give-back.ts';
import { pulse, silentMs } from './heartbeat.ts';
import { reactionKey } from './hold.ts';
import { forgetGone, handOnMissing } from './missing.ts';

interface TickDeps {
  readonly db: Db;
  readonly now: () => Date;
  /** ms that only ever grow, whatever the clock is set to; absent: the clock is never set */
  readonly elapsed?: (() => number) | undefined;
  readonly newId: NewId;
  readonly company: () => Company;
  readonly log: Log;
  /** submits them; null for each that will have to come again */
  readonly submitAll: (submissions: readonly Submission[]) => Promise<readonly unknown[]>;
}

/** Time as it passes: that a server is alive, who is not there any more, and timers that are due. */
export interface Tick {
  beat(): Promise<void>;
  /** true when there is more to do at once */
  missing(): Promise<boolean>;
  /** true when there is more to do at once */
  timers(): Promise<boolean>;
}

const batch = 500;

export function createTick({ submitAll, ...deps }: TickDeps): Tick {
  const { db, now, company, log } = deps;
  const watch = createWatch(deps);

  const beat = async (): Promise<void> => {
    await watch.around((isCertain) => pulse(deps, isCertain));
  };
  const missing = async (): Promise<boolean> => {
    const gone = await forgetGone({ db, submit: submitAll });
    return (await handOnMissing({ db, now, company, submit: submitAll })) + gone > 0;
  };

  let hours = hoursOf(company());
  /** Moves what was reckoned with other hours than departments have now. */
  const followHours = async (): Promise<void> => {
    const current = hoursOf(company());
    if (current === hours) return;
    const { moved } = await db.transaction((tx) => giveBack(tx, company(), now(), 'all'));
    hours = current;
    if (moved > 0) log.info({ deadlines: moved }, 'deadlines moved: working hours have changed');
  };

  /** Looks, before deadlines of these are, at what is no breach: what people owe who are not there goes on elsewhere, what was lost is given back. */
  const excuse = async (owing: readonly ConversationId[]): Promise<void> => {
    const { moved, neverHere } = await db.transaction((tx) => giveBack(tx, company(), now(), owing));
    if (moved > 0) log.info({ deadlines: moved }, 'deadlines moved: time was lost');
    await submitAll(neverHere.map(({ conversation, specialist }) => ({ type: 'not-there', conversation, specialist })));
  };

  return {
    beat,
    missing,
    async timers() {
      if (!watch.isCertain() || watch.silentFor() > silentMs) await beat();
      await followHours();
      const due = await dueTimers(db, now(), batch);
      const owing = due.filter((each) => each.key === reactionKey).map((each) => each.conversation);
      if (owing.length > 0) {
        await handOnMissing({ db, now, company, submit: submitAll }, owing);
        await excuse(owing);
      }
      const outcomes = await submitAll(due.map((each) => ({ type: 'timer-due', ...each })));
      return due.length === batch && outcomes.some((each) => each !== null);
    },
  };
}

/** Tells by which hours all departments work. */
function hoursOf({ departments }: Company): string {
  return departments.map(({ id, schedule }) => `${id} ${schedule}`).join();
}

/** How far the clock may stray between two looks before it counts as set, in ms. */
const strayMs = 1000;

/** Watches whether time passes as it should: since the last beat, which went well, the clock went as fast as time does. */
function createWatch({ now, elapsed = () => now().getTime() }: Pick<TickDeps, 'now' | 'elapsed'>) {
  let last: { readonly clock: number; readonly elapsed: number } | null = null;
  const watch = {
    isCertain: () => last !== null && Math.abs(now().getTime() - last.clock - (elapsed() - last.elapsed)) <= strayMs,
    /** ms by the clock since the last beat */
    silentFor: () => (last === null ? Number.POSITIVE_INFINITY : now().getTime() - last.clock),
    /** Beats; one that fails leaves nothing certain until the next. */
    async around(beat: (isCertain: boolean) => Promise<void>) {
      const isCertain = watch.isCertain();
      const read = { clock: now().getTime(), elapsed: elapsed() };
      last = null;
      await beat(isCertain);
      last = read;
    },
  };
  return watch;
}
