import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/support/postgres.ts';
import { dropWithClones, onServer, withDatabase } from '../../scripts/support/postgres-clone.ts';
import { temporaryFolder } from '../../scripts/support/temporary.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDb } from '../../src/db/open.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** a Postgres server, and the database on it to clone */
    postgres: { readonly url: string; readonly template: string };
    /** a folder with a migrated embedded database, to copy */
    pglite: string;
  }
}

/** Nothing in these databases outlives the run: no disk is waited for. */
const fleeting = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

/** Once per project: both kinds of database, migrated and empty, to be cloned by each test. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL;
  const server = external === undefined ? await startPostgres({ settings: fleeting }) : null;
  const url = server?.url ?? String(external);
  const template = `okno_${process.pid}_${project.name}_`;
  const folder = await temporaryFolder('databases');
  const teardown = async () => {
    // Databases that were kept for the next spec are still there.
    await (server?.remove() ?? dropWithClones(url, template));
    await folder.remove();
  };
  try {
    const pglite = join(folder.path, 'pglite');
    await onServer(url, (sql) => sql.unsafe(`create database ${template} template template0`));
    await Promise.all([migrated({ databaseUrl: withDatabase(url, template), dataFolder: folder.path }), migrated({ dataFolder: pglite })]);
    project.provide('postgres', { url, template });
    project.provide('pglite', pglite);
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

async function migrated(where: Parameters<typeof openDb>[0]): Promise<void> {
  const db = await openDb(where);
  await migrate(db);
  await db.close();
}
