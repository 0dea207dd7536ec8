import type { Policy } from '../../domain/policy.ts';
import type { Queries } from '../db.ts';

export interface PolicyVersion {
  readonly version: number;
  readonly data: Policy;
  readonly activatedAt: Date;
  /** null: from the company file, or the person is not on record */
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly note: string | null;
  readonly restores: number | null;
}

const columns = `p.version, p.data, p.activated_at as "activatedAt", p.note, p.restores,
  case when s.id is null then null else json_build_object('id', s.id, 'name', s.name) end as by
  from policy p left join specialist s on s.id = p.activated_by`;

/** Versions, the newest first. */
export function policyVersions(db: Queries, limit: number): Promise<PolicyVersion[]> {
  return db.query(`select ${columns} order by p.version desc limit $1::text::int`, [String(limit)]);
}

export async function policyVersion(db: Queries, version: number): Promise<PolicyVersion | null> {
  const rows = await db.query<PolicyVersion>(`select ${columns} where p.version = $1::text::int`, [String(version)]);
  return rows[0] ?? null;
}

/**
 * The newest version, and nobody else changes the policy until the transaction ends. Read again under the lock: who waited for it
 * may have waited for a newer version.
 */
export async function lockPolicy(tx: Queries): Promise<{ readonly version: number; readonly data: Policy } | null> {
  await tx.query('select 1 from policy order by version desc limit 1 for no key update');
  return newestPolicy(tx);
}

export async function newestPolicy(tx: Queries): Promise<{ readonly version: number; readonly data: Policy } | null> {
  const rows = await tx.query<{ version: number; data: Policy }>('select version, data from policy order by version desc limit 1');
  return rows[0] ?? null;
}

/** How many clients are in each product line. */
export async function clientsByLine(tx: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ line: string; clients: number }>(
    `select product_line as line, count(*)::int as clients from client where product_line is not null group by product_line`,
  );
  return new Map(rows.map(({ line, clients }) => [line, clients]));
}
