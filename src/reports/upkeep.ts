import type { Db } from '../db/db.ts';
import type { Company } from '../engine/company.ts';
import type { Log } from '../engine/deps.ts';
import { type Loop, startLoop } from '../engine/loop.ts';
import { addUpReports, foldReports } from './fold.ts';

interface ReportUpkeepDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly log: Log;
  readonly company: () => Company;
}

/** How old the newest number may be, ms. */
const everyMs = 15_000;

/** Starts what makes numbers of what has happened, behind the writes. */
export function startReports({ db, now, log, company }: ReportUpkeepDeps): Loop {
  const deps = { db, now, calendar: () => company().calendar };
  return startLoop('reports', everyMs, log, async () => (await foldReports(deps)) || (await addUpReports(deps)));
}
