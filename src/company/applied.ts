import type { Queries } from '../db/db.ts';
import { inserter } from '../db/rows.ts';
import * as schema from '../db/schema.ts';
import { sha256 } from '../domain/sha256.ts';
import type { Applier, Writing } from './apply.ts';
import type { CompanyFiles } from './read.ts';

const insertAudit = inserter(schema.audit);

/** The same for the same content, wherever the files lie. */
export function hashOf({ text, tree }: CompanyFiles): Promise<string> {
  return sha256(JSON.stringify([text, tree?.text ?? null]));
}

/** Which file was applied last; null when none ever was. */
export async function lastApplied(tx: Queries): Promise<string | null> {
  const rows = await tx.query<{ data: { hash: string } }>(
    `select data from audit where object_kind = 'company' and object_id = 'file' order by at desc, id desc limit 1`,
  );
  return rows[0]?.data.hash ?? null;
}

export function noteApplied({ tx, newId, at }: Writing, hash: string, differences: number, by: Applier): Promise<void> {
  const row = { id: newId<'audit'>(), at, actorKind: by, actorId: null, objectKind: 'company', objectId: 'file' };
  return insertAudit(tx, [{ ...row, action: 'company-applied', data: { hash, differences } }]);
}
