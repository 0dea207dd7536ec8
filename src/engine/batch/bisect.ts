import { codeOf, constraintOf } from '../../db/lost.ts';
import type { Log } from '../deps.ts';
import { kindOf } from '../submissions/index.ts';
import { Overloaded, type Submission } from '../submissions/submission.ts';
import type { Alone } from './alone.ts';
import { failureKind } from './failure.ts';
import type { Flushed } from './flush.ts';
import type { Job } from './lanes.ts';

export interface BisectDeps {
  readonly flush: (submissions: readonly Submission[], now: Date) => Promise<Flushed>;
  readonly now: () => Date;
  readonly log: Log;
  /** called after each commit */
  readonly committed: (flushed: Flushed) => void;
  /** waits so many milliseconds */
  readonly pause: (ms: number) => Promise<void>;
  readonly alone: Alone;
}

/** What was overtaken is tried again at once, as often as others may be faster in a row; a database that is away is not waited for long. */
const mostAttempts = { again: 12, 'database-away': 6, poison: 1 } as const;

/** Flushes; a batch that the database will not take is halved until the one that spoils it stands alone. Never throws. */
export async function flushOrHalve(deps: BisectDeps, jobs: readonly Job[], attempt = 1): Promise<void> {
  const { log, pause } = deps;
  try {
    const flushed = await deps.flush(
      jobs.map((each) => each.submission),
      deps.now(),
    );
    answer(jobs, flushed);
    notify(deps, flushed);
  } catch (error) {
    const kind = failureKind(error);
    if (attempt < mostAttempts[kind]) {
      log.warn({ kind, attempt, jobs: jobs.length, code: codeOf(error) }, 'flush repeated');
      await pause(kind === 'again' ? attempt * 5 : attempt * 150);
      return flushOrHalve(deps, jobs, attempt + 1);
    }
    if (kind === 'database-away') {
      for (const job of jobs) job.reject(new Overloaded('server', 2));
      return;
    }
    const [first, ...others] = jobs;
    if (first === undefined) return;
    if (others.length === 0) return fail(deps, first, error);
    const half = Math.ceil(jobs.length / 2);
    await flushOrHalve(deps, jobs.slice(0, half));
    await flushOrHalve(deps, jobs.slice(half));
  }
}

function answer(jobs: readonly Job[], { outcomes }: Flushed): void {
  for (const [i, job] of jobs.entries()) {
    const outcome = outcomes[i];
    if (outcome === undefined) job.reject(new Error('a submission got no outcome'));
    else job.resolve(outcome);
  }
}

/** What is stored stays stored, whether or not anybody could be notified. */
function notify({ committed, log }: BisectDeps, flushed: Flushed): void {
  try {
    committed(flushed);
  } catch (error) {
    log.error({ err: messageOf(error) }, 'nobody was told of a commit');
  }
}

/** The submission would spoil every batch, so its sender is kept alone. */
function fail({ alone, log }: BisectDeps, { submission, reject }: Job, error: unknown): void {
  alone.keep(kindOf(submission).lane(submission));
  log.error(
    { submission: submission.type, code: codeOf(error), constraint: constraintOf(error), err: messageOf(error) },
    'submission failed',
  );
  reject(error);
}

/** The message of an error of ours; a database's may quote a row's values, so only its code, and the rule a row broke, are logged. */
function messageOf(error: unknown): string | undefined {
  return error instanceof Error && codeOf(error) === undefined ? error.message : undefined;
}
