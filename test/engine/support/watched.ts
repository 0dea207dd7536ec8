import { v7 } from 'uuid';
import type { Db } from '../../../src/db/db.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { flush } from '../../../src/engine/batch/flush.ts';
import { createSubmit, defaultLimits, type SubmitLimits, type Submitter } from '../../../src/engine/batch/submit.ts';
import type { Submission } from '../../../src/engine/submissions/submission.ts';
import type { World } from '../../support/world.ts';

export interface Watched extends Submitter {
  /** every transaction that was tried, by what was in it */
  readonly flushes: (readonly Submission[])[];
}

/** The way in on a world's database, with every flush seen; one at a time unless said otherwise, so that batches are what the test makes them. */
export function watched(w: World, options: { db?: Db; limits?: Partial<SubmitLimits> } = {}): Watched {
  const flushes: (readonly Submission[])[] = [];
  const deps = { db: options.db ?? w.db, newId: v7 as NewId, company: w.engine.company };
  const submitter = createSubmit({
    flush: (submissions, now) => {
      flushes.push(submissions);
      return flush(deps, submissions, now);
    },
    now: () => w.clock.at,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    committed: () => {},
    limits: { ...defaultLimits, inFlight: 1, ...options.limits },
    pause: () => Promise.resolve(),
  });
  return { ...submitter, flushes };
}
