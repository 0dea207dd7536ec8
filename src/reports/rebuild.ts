import { countAgainSince, countAllAgain, isCounted } from '../db/reports/fold/rebuild.ts';
import type { Day } from '../domain/day.ts';
import { addUpReports, type FoldDeps, foldReports } from './fold.ts';

interface RebuildDeps extends FoldDeps {
  /** Waits while another server counts, a second or so. */
  readonly pause: () => Promise<unknown>;
}

/**
 * Makes everything that reports are made of once more from the log: all of it, or what is of a day or later. A conversation's facts go
 * when its new ones come, so that whoever reads meanwhile finds numbers; a server that runs beside it takes its part of the work.
 */
export async function rebuildReports(deps: RebuildDeps, from: Day | null): Promise<void> {
  const { db, now, calendar, pause } = deps;
  await db.transaction((tx) =>
    from === null ? countAllAgain(tx, now()) : countAgainSince(tx, from, calendar().spanOfDays(from, from).from),
  );
  while (true) {
    if (await foldReports(deps)) continue;
    if (!(await isCounted(db))) await pause();
    else if (!(await addUpReports(deps))) return;
  }
}
