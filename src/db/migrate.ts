import type { PgliteDatabase } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import type { Db } from './db.ts';

const migrationsFolder = decodeURIComponent(new URL('../../migrations', import.meta.url).pathname);

/** Brings the schema up to date. Servers that start together take turns; a migration that landed is never run twice. */
export async function migrate(db: Db): Promise<void> {
  if (db.kind === 'pglite') return migratePglite(db.orm as unknown as PgliteDatabase, { migrationsFolder });
  await db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtext('okno migrations'))`);
    await migratePostgres(db.orm as unknown as PostgresJsDatabase, { migrationsFolder });
  });
}
