import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../../scripts/support/temporary.ts';
import type { Db } from '../../../src/db/db.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { openDb } from '../../../src/db/open.ts';

const migrations = join(import.meta.dirname, '../../../migrations');

/** A statement with its parameters. */
export type Row = readonly [string, readonly unknown[]];

/** A database as it was before the migration `before`, with these rows, and brought up to date from there. */
export async function migratedFrom(before: string, rows: readonly Row[]): Promise<Db> {
  const folder = await temporaryFolder('migrations');
  const db = await openDb({ dataFolder: 'memory://' });
  const copy = join(folder.path, 'migrations');
  await cp(migrations, copy, { recursive: true });
  const file = join(copy, 'meta/_journal.json');
  const all = JSON.parse(await readFile(file, 'utf8')) as { entries: { tag: string }[] };
  const count = all.entries.findIndex((each) => each.tag === before);
  await writeFile(file, JSON.stringify({ ...all, entries: all.entries.slice(0, count) }));
  await migrate(db, copy);
  for (const [statement, parameters] of rows) await db.query(statement, [...parameters]);
  await migrate(db);
  await folder.remove();
  return db;
}
