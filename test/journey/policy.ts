import type { Db } from '../../src/db/db.ts';

/** A resolved conversation can be reopened for seconds instead of a day, so that a journey sees the next one begin. */
export async function quickReopening(db: Db): Promise<void> {
  await db.query(`update policy set data = jsonb_set(data, '{waits,reopenHours}', '0.0006')`);
}
