import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/db.ts';
import { allStatements } from '../../src/db/statement.ts';
import { databases, openTestDb } from '../support/database.ts';

const root = join(import.meta.dirname, '../..');

/** Modules that make statements: those of the database, and whoever else asks for one. */
const modules = globSync('src/**/*.ts', { cwd: root })
  .map((file) => join(root, file))
  .filter((file) => file.startsWith(join(root, 'src/db/')) || /db\/(statement|rows)\.ts'/.test(readFileSync(file, 'utf8')));

/*
 * Every statement there is, prepared by the server once: a table, a column or a type that is not there fails here, whether or not
 * another spec happens to run it.
 */
describe.each(databases())('every statement on %s', (kind) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    for (const file of modules) await import(pathToFileURL(file).href);
    ({ db, close } = await openTestDb(kind));
  });
  afterAll(() => close());

  it('is one the server can prepare', async () => {
    const statements = allStatements();
    expect(statements.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    for (const text of statements) {
      // A transaction stays on one connection, which is the one that knows the name.
      const prepared = db.transaction(async (tx) => {
        await tx.query(`prepare tried as ${text}`);
        await tx.query('deallocate tried');
      });
      await prepared.catch((error: unknown) => wrong.push(`${String(error)}\n${text}`));
    }
    expect(wrong).toEqual([]);
  });
});
