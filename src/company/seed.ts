import { hasCompany, lockCompany } from '../db/company/applied.ts';
import type { Db } from '../db/db.ts';
import { type Past, wantPast } from '../db/demo/history.ts';
import type { NewId } from '../domain/ids.ts';
import { hashOf } from './applied.ts';
import { applyWanted } from './company-file.ts';
import { type CompanyFiles, readCompanyFiles } from './read.ts';

export interface SeedDeps {
  readonly db: Db;
  readonly newId: NewId;
  readonly now: () => Date;
}

/**
 * Puts a company into an empty database, whole or not at all. False when one is there already, also when another server put
 * it there at the same moment. `past`: what is to be made of a past for it. Throws when the file has mistakes: it is one of ours.
 */
export async function seedCompany(deps: SeedDeps, files: CompanyFiles, past: Past | null = null): Promise<boolean> {
  const read = await readCompanyFiles(files);
  if (read.type === 'mistakes') throw new Error(`${files.name} has mistakes, the first in line ${read.mistakes[0]?.line}`);
  return deps.db.transaction(async (tx) => {
    await lockCompany(tx, deps.db.kind);
    if (await hasCompany(tx)) return false;
    const applied = await applyWanted(deps, tx, read.wanted, await hashOf(files), 'system');
    if (applied.type === 'mistakes') throw new Error(`${files.name} cannot be applied`);
    if (past !== null) await wantPast(tx, past);
    return true;
  });
}
