import { lastAppliedFile } from '../db/company/applied.ts';
import type { Queries } from '../db/db.ts';
import { addAudit } from '../db/reports/audit.ts';
import { sha256 } from '../domain/sha256.ts';
import type { Applier, Writing } from './apply.ts';
import type { CompanyFiles } from './read.ts';

/** Hashes what the files hold: the same for the same content, wherever they lie. */
export function hashOf({ text, tree }: CompanyFiles): Promise<string> {
  return sha256(JSON.stringify([text, tree?.text ?? null]));
}

/** Reads the hash of the files that were applied last; null when none ever were. */
export async function lastApplied(tx: Queries): Promise<string | null> {
  return (await lastAppliedFile(tx))?.hash ?? null;
}

export function noteApplied({ tx, newId, at }: Writing, hash: string, differences: number, by: Applier): Promise<void> {
  const object = { objectKind: 'company', objectId: 'file', data: { hash, differences } };
  return addAudit(tx, { id: newId<'audit'>(), at, actorKind: by, actorId: null, action: 'company-applied', ...object });
}
