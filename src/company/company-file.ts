import { lockCompany } from '../db/company/applied.ts';
import type { Db, Queries } from '../db/db.ts';
import type { NewId } from '../domain/ids.ts';
import type { Live } from '../live/live.ts';
import { hashOf, lastApplied, noteApplied } from './applied.ts';
import { type Applier, applyPlan } from './apply.ts';
import { readCurrent } from './current.ts';
import type { Difference } from './difference.ts';
import type { Mistake } from './mistake.ts';
import { differencesOf, plan } from './plan.ts';
import { byFile } from './plan-owners.ts';
import { type CompanyFiles, readCompanyFiles } from './read.ts';
import type { WantedCompany } from './wanted.ts';

export interface CompanyDeps {
  readonly db: Db;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly live: Pick<Live, 'publish'>;
}

export type Planned =
  | { readonly type: 'planned'; readonly differences: readonly Difference[]; readonly warnings: readonly Mistake[] }
  | { readonly type: 'mistakes'; readonly mistakes: readonly Mistake[] };

/** Plans what applying the file would change. */
export async function planCompany({ db }: Pick<CompanyDeps, 'db'>, files: CompanyFiles): Promise<Planned> {
  const read = await readCompanyFiles(files);
  if (read.type === 'mistakes') return read;
  const planned = plan(await readCurrent(db, read.wanted), read.wanted);
  if ('mistakes' in planned) return { type: 'mistakes', mistakes: planned.mistakes };
  return { type: 'planned', differences: differencesOf(planned), warnings: [...read.warnings, ...planned.warnings] };
}

/** Makes the company as the file wants it, whole or not at all, and notifies every server. */
export async function applyCompany(deps: CompanyDeps, files: CompanyFiles, by: Applier): Promise<Planned> {
  const read = await readCompanyFiles(files);
  if (read.type === 'mistakes') return read;
  const applied = await deps.db.transaction(async (tx): Promise<Planned> => {
    await lockCompany(tx, deps.db.kind);
    return applyWanted(deps, tx, read.wanted, await hashOf(files), by);
  });
  if (applied.type === 'mistakes') return applied;
  if (applied.differences.length > 0) deps.live.publish([{ topic: 'company' }]);
  return { ...applied, warnings: [...read.warnings, ...applied.warnings] };
}

/** Does the same inside a transaction that holds the company's lock. */
export async function applyWanted(
  { newId, now }: Pick<CompanyDeps, 'newId' | 'now'>,
  tx: Queries,
  wanted: WantedCompany,
  hash: string,
  by: Applier,
): Promise<Planned> {
  const current = await readCurrent(tx, wanted);
  const planned = plan(current, wanted);
  if ('mistakes' in planned) return { type: 'mistakes', mistakes: planned.mistakes };
  const writing = { tx, newId, at: now(), reason: byFile };
  const differences = differencesOf(planned);
  await applyPlan(writing, current, planned, by);
  if ((await lastApplied(tx)) !== hash) await noteApplied(writing, hash, differences.length, by);
  return { type: 'planned', differences, warnings: planned.warnings };
}
