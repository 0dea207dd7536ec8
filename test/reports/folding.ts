import { addUpReports, type FoldDeps, foldMissed, foldReports } from '../../src/reports/fold.ts';
import type { ReportDeps } from '../../src/reports/report.ts';
import type { World } from '../support/world.ts';

/** What the fold has made, as it stands in the database: rows as text, in order. */
export interface Made {
  readonly facts: readonly string[];
  readonly cells: readonly string[];
}

/** The fold beside a world, run by hand. */
export function folding(w: World, now: () => Date = () => w.clock.at) {
  const deps: FoldDeps = { db: w.db, now, calendar: () => w.engine.company().calendar };
  const rows = async (sql: string) => (await w.db.query<{ row: string }>(sql)).map(({ row }) => row);
  return {
    deps,
    /** until there is nothing more to do */
    async fold() {
      while (await foldReports(deps));
      while (await addUpReports(deps));
    },
    async foldMissed() {
      while (await foldMissed(deps));
      while (await addUpReports(deps));
    },
    /** All that was made is thrown away. */
    async forget() {
      for (const table of ['fact', 'cell', 'span', 'conversation', 'fold', 'again']) await w.db.query(`delete from report_${table}`);
    },
    /** Sketches name their buckets in no order. */
    made: async (): Promise<Made> => ({
      facts: await rows(`select to_jsonb(f)::text as row from report_fact f order by conversation_id, n`),
      cells: (await rows(`select to_jsonb(c)::text as row from report_cell c`)).map(inOrder).toSorted(),
    }),
    at: (): ReportDeps => ({ db: w.db, company: w.engine.company(), calendar: w.engine.company().calendar, now: now() }),
  };
}

function inOrder(row: string): string {
  const cell = JSON.parse(row) as Record<string, unknown>;
  for (const each of ['working', 'calendar', 'values']) cell[each] = String(cell[each]).split(',').toSorted().join(',');
  return JSON.stringify(cell, Object.keys(cell).toSorted());
}
