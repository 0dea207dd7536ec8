import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PgRemoteDatabase } from 'drizzle-orm/pg-proxy';
import { migrate as migrateProxy } from 'drizzle-orm/pg-proxy/migrator';
import type { Db, Queries } from './db.ts';
import { orm } from './orm.ts';

const migrationsFolder = decodeURIComponent(new URL('../../migrations', import.meta.url).pathname);

/** The database was brought up to date by a newer version than this one, which would write what that one cannot read. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
  constructor() {
    super(
      'the database has migrations that this version of Okno does not know: start the newer version, or restore a backup from before it',
    );
  }
}

/**
 * Brings the schema up to date, in one transaction: servers that start together take turns, and a migration that breaks off leaves
 * nothing. One that landed is never run twice. Throws `NewerSchema` when the database knows migrations that we do not.
 */
export async function migrate(db: Db, folder = migrationsFolder): Promise<void> {
  const newest = await newestOf(folder);
  await db.transaction(async (tx) => {
    if (db.kind === 'postgres') await tx.query(`select pg_advisory_xact_lock(hashtext('okno migrations'))`);
    if ((await newestApplied(tx)) > newest) throw new NewerSchema();
    const carryOut = async (statements: readonly string[]) => {
      for (const each of statements) await tx.query(each);
    };
    await migrateProxy(orm(tx) as PgRemoteDatabase, carryOut, { migrationsFolder: folder });
  });
}

/** Reads when the last migration of the folder was made, in ms: by this they are told apart and put in order. */
async function newestOf(folder: string): Promise<number> {
  const journal = JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8')) as {
    readonly entries: readonly { when: number }[];
  };
  return Math.max(...journal.entries.map(({ when }) => when));
}

/** The same of the last one that this database has; 0 for an empty one. */
async function newestApplied(tx: Queries): Promise<number> {
  const [there] = await tx.query<{ is: boolean }>(`select to_regclass('drizzle.__drizzle_migrations') is not null as is`);
  if (there?.is !== true) return 0;
  const [row] = await tx.query<{ newest: number | null }>('select max(created_at) as newest from drizzle.__drizzle_migrations');
  return row?.newest ?? 0;
}
