import type { Db } from '../../db/db.ts';
import { dueTimers } from '../../db/turns/due.ts';
import type { Company } from '../company.ts';
import type { Log } from '../deps.ts';
import type { Submission } from '../submissions/submission.ts';
import { pulse } from './heartbeat.ts';
import { reactionKey } from './hold.ts';
import { handOnMissing } from './missing.ts';
import { extendUnnotified } from './unnotified.ts';

interface TickDeps {
  readonly db: Db;
  readonly now: () => Date;
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
/** without a sign of life for so long, time is made up for before a deadline is looked at */
const silentMs = 60_000;

export function createTick({ db, now, company, log, submitAll }: TickDeps): Tick {
  let beatAt = 0;

  const beat = async (): Promise<void> => {
    await pulse({ db, now, company, log });
    beatAt = now().getTime();
  };
  const missing = async (): Promise<boolean> => (await handOnMissing({ db, now, company, submit: submitAll })) > 0;
  return {
    beat,
    missing,
    async timers() {
      if (now().getTime() - beatAt > silentMs) await beat();
      const due = await dueTimers(db, now(), batch);
      // What people owe who are not there goes on elsewhere before its deadline is looked at: it is no breach of theirs.
      const owing = due.filter((each) => each.key === reactionKey).map((each) => each.conversation);
      if (owing.length > 0) await handOnMissing({ db, now, company, submit: submitAll }, owing);
      await extendUnnotified({ db, now, company, log }, owing);
      const outcomes = await submitAll(due.map((each) => ({ type: 'timer-due', ...each })));
      return due.length === batch && outcomes.some((each) => each !== null);
    },
  };
}
