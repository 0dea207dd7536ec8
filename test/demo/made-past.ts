import { v7 } from 'uuid';
import { seedCompany } from '../../src/company/seed.ts';
import type { Db } from '../../src/db/db.ts';
import { type Past, wantPast } from '../../src/db/demo/history.ts';
import { readGround, standOn, type TableRows } from '../../src/db/demo/tables.ts';
import { makePast } from '../../src/demo/past.ts';
import { foundedBefore } from '../../src/demo/span.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { demoCompany, readFilesOf } from '../../src/server/company.ts';
import { openTestDb } from '../support/database.ts';

/** What the past of a demo company is, and what it was lived upon: the same rows for any database. */
export interface MadePast {
  readonly past: Past;
  readonly ground: readonly TableRows[];
  readonly tables: readonly TableRows[];
}

/** Founds the demo company and lives through its past, on databases that are given up. Throws what the log warns of: nothing goes wrong. */
export async function madePast(past: Past, progress: (over: number, of: number) => void = () => {}): Promise<MadePast> {
  const [founded, own] = [await openTestDb('pglite'), await openTestDb('pglite')];
  const warnings: string[] = [];
  const warn = (fields: object, message: string) => void warnings.push(`${message} ${JSON.stringify(fields)}`);
  const log = { debug() {}, info() {}, warn, error: warn };
  try {
    const deps = { db: founded.db, newId: v7 as NewId, now: () => foundedBefore(past) };
    await seedCompany(deps, await readFilesOf(demoCompany), past);
    const ground = await readGround(founded.db);
    const tables = await makePast({ db: own.db, past, ground, log, progress });
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
    return { past, ground, tables };
  } finally {
    await founded.close();
    await own.close();
  }
}

/** The company of a past in an empty database, before it has the past. */
export async function found(db: Db, { past, ground }: MadePast): Promise<void> {
  await db.transaction(async (tx) => {
    await standOn(tx, ground);
    await wantPast(tx, past);
  });
}
