import { and, desc, eq } from 'drizzle-orm';
import type { AccountId } from '../../domain/ids.ts';
import type { Db, Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { audit, channelAccount, department } from '../schema.ts';
import { statement } from '../statement.ts';

const lock = statement(`select pg_advisory_xact_lock(hashtext('okno company'))`);

/** One change of the whole company at a time; the embedded database has one transaction at a time anyway. */
export async function lockCompany(tx: Queries, kind: Db['kind']): Promise<void> {
  if (kind === 'postgres') await lock(tx);
}

/** Whether there is a company yet. */
export async function hasCompany(db: Queries): Promise<boolean> {
  const rows = await orm(db).select({ id: department.id }).from(department).limit(1);
  return rows.length > 0;
}

/** What was noted with the company file that was applied last; null when none ever was. */
export async function lastAppliedFile(db: Queries): Promise<{ readonly hash: string } | null> {
  const rows = await orm(db)
    .select({ data: audit.data })
    .from(audit)
    .where(and(eq(audit.objectKind, 'company'), eq(audit.objectId, 'file')))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(1);
  return (rows[0]?.data ?? null) as { readonly hash: string } | null;
}

const insertAccounts = inserter(channelAccount, 'on conflict do nothing');

/** The web chat is reached without an account of its own anywhere else: every company has one. */
export function addWebchatAccount(tx: Queries, id: AccountId): Promise<void> {
  return insertAccounts(tx, [{ id, kind: 'webchat', externalId: 'default', webhookHash: null }]);
}
