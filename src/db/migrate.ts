import type { PgRemoteDatabase } from 'drizzle-orm/pg-proxy';
import { migrate as migrateProxy } from 'drizzle-orm/pg-proxy/migrator';
import type { Db } from './db.ts';
import { orm } from './orm.ts';

const migrationsFolder = decodeURIComponent(new URL('../../migrations', import.meta.url).pathname);

/**
 * Brings the schema up to date, in one transaction: servers that start together take turns, and a migration that breaks off leaves
 * nothing. One that landed is never run twice.
 */
export async function migrate(db: Db, folder = migrationsFolder): Promise<void> {
  await db.transaction(async (tx) => {
    if (db.kind === 'postgres') await tx.query(`select pg_advisory_xact_lock(hashtext('okno migrations'))`);
    const carryOut = async (statements: readonly string[]) => {
      for (const each of statements) await tx.query(each);
    };
    await migrateProxy(orm(tx) as PgRemoteDatabase, carryOut, { migrationsFolder: folder });
  });
}
