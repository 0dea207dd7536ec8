import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/db.ts';
import { allStatements } from '../../src/db/statement.ts';
import { databases, openTestDb } from '../support/database.ts';

const root = join(import.meta.dirname, '../..');

/*
 * Every statement there is, prepared by the server once: a table, a column or a type that is not there fails here, whether or not
 * another spec happens to run it.
 */
describe.each(databases())('every statement on %s', (kind) => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    for (const file of globSync('src/{db,engine,clients,people,policy,company,reports}/**/*.ts', { cwd: root }))
      await import(pathToFileURL(join(root, file)).href);
    ({ db, close } = await openTestDb(kind));
  });
  afterAll(() => close());

  it('is one the server can prepare', async () => {
    const statements = allStatements();
    expect(statements.length).toBeGreaterThan(100);
    const wrong: string[] = [];
    for (const [i, text] of statements.entries()) {
      const name = `check_${i}`;
      await db.query(`prepare ${name} as ${text}`).then(
        () => db.query(`deallocate ${name}`),
        (error: unknown) => wrong.push(`${String(error)}\n${text}`),
      );
    }
    expect(wrong).toEqual([]);
  });
});
