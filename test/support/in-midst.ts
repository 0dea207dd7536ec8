import type { Db } from '../../src/db/db.ts';
import { until } from './until.ts';

/**
 * Lets the second begin in the midst of the first, which has read what it decides on and waits for the loads: it is over by then, or waits
 * for what the first has locked. For a server's database: the embedded one has one connection.
 */
export async function inMidst(db: Db, first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const holding = db.transaction(async (tx) => {
    await tx.query('select 1 from specialist_load for no key update');
    hold();
    await released;
  });
  await held;
  const waiting = async () => {
    const [row] = await db.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return row?.n ?? 0;
  };
  const one = first();
  await until('the first waits', async () => (await waiting()) > 0);
  let isOver = false;
  const other = second().finally(() => {
    isOver = true;
  });
  await until('the second is over or waits', async () => isOver || (await waiting()) > 1);
  release();
  await Promise.all([holding, one, other]);
}
