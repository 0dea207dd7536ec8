import { searchAgain } from '../db/conversations/search.ts';
import type { Db } from '../db/db.ts';
import { markMade, type Past } from '../db/demo/history.ts';
import { insertPast, type TableRows } from '../db/demo/tables.ts';
import { newestPolicy } from '../db/policy/policies.ts';
import { foldAgain } from '../db/reports/fold/position.ts';
import { spoilAllLoads } from '../db/reports/fold/stays.ts';
import { recomputeLoads } from '../policy/loads.ts';

/** rows that go into one statement */
const chunk = 1000;

/**
 * Puts a past into the company's database, whole or not at all. Its windows, contacts and clients are its own, so nothing that people write
 * meanwhile waits for it, but at the end for the loads of the staff. False: it is there already.
 */
export async function handOverPast(db: Db, past: Past, tables: readonly TableRows[], at: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    if (!(await markMade(tx, past, at))) return false;
    for (const { table, rows } of tables)
      for (let from = 0; from < rows.length; from += chunk) await insertPast(tx, { table, rows: rows.slice(from, from + chunk) });
    // What goes behind the writes has come further than what is written now.
    await searchAgain(tx);
    await foldAgain(tx, past.from);
    await spoilAllLoads(tx);
    const policy = await newestPolicy(tx);
    if (policy !== null) await recomputeLoads(tx, policy.data, policy.version);
    return true;
  });
}
