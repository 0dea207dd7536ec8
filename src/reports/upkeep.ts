import type { Db } from '../db/db.ts';
import type { Company } from '../engine/company.ts';
import type { Log } from '../engine/deps.ts';
import { type Loop, startLoop } from '../engine/loop.ts';
import { addUpReports, foldMissed, foldReports } from './fold.ts';
import { forgetOldPersons } from './persons-until.ts';

interface ReportUpkeepDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Log;
  readonly company: () => Company;
}

/** How old the newest number may be, ms. */
const everyMs = 15_000;
/** How often what was passed over is looked for, ms; at a server's start, too. */
const missedEveryMs = 24 * 3_600_000;

/** How often persons are taken out of numbers that have grown old, ms. */
const personsEveryMs = 3_600_000;

/** Starts what makes numbers of what has happened, behind the writes. */
export function startReports({ db, now, log, company }: ReportUpkeepDeps): Loop {
  const deps = { db, now, calendar: () => company().calendar, figureMonths: () => company().policy.data.personal?.figureMonths };
  const isDue = timers();
  let isLooking = false;
  return startLoop('reports', everyMs, log, async () => {
    const isBehind = await foldReports(deps);
    // However much there is to fold, cells are made all the same: else they would grow old as long as it goes on.
    if (isBehind && !isDue('cells', everyMs)) return true;
    if ((await addUpReports(deps)) || isBehind) return true;
    if (isDue('persons', personsEveryMs)) await forgetOldPersons(deps);
    if (isDue('missed', missedEveryMs)) isLooking = true;
    if (!isLooking) return false;
    isLooking = await foldMissed(deps);
    return true;
  });
}

/** Whether so long has passed since it was due last; by a clock that nobody sets. */
function timers(): (what: string, everyMs: number) => boolean {
  const last = new Map<string, number>();
  return (what, ms) => {
    const at = performance.now();
    if (at - (last.get(what) ?? Number.NEGATIVE_INFINITY) < ms) return false;
    last.set(what, at);
    return true;
  };
}
