import { count, isNotNull, sql } from 'drizzle-orm';
import type { Policy } from '../../domain/policy.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { client, policy, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const p = named(policy, 'p');
const s = named(specialist, 's');

const newestShape = { version: p.version, data: expression<Policy>(p.data) };

const shape = {
  ...newestShape,
  activatedAt: p.activatedAt,
  /** null: from the company file, or the person is not on record */
  by: expression<{ readonly id: string; readonly name: string } | null>(
    `case when ${s.id} is null then null else json_build_object('id', ${s.id}, 'name', ${s.name}) end`,
  ),
  note: p.note,
  restores: p.restores,
};

export type PolicyVersion = RowOf<typeof shape>;

const select = `select ${columns(shape)} from ${p} left join ${s} on ${s.id} = ${p.activatedBy}`;
const list = statement<PolicyVersion>(`${select} order by ${p.version} desc limit $1::text::int`);
const find = statement<PolicyVersion>(`${select} where ${p.version} = $1::text::int`);

/** Lists versions, the newest first. */
export function policyVersions(db: Queries, limit: number): Promise<PolicyVersion[]> {
  return list(db, [String(limit)]);
}

export async function policyVersion(db: Queries, version: number): Promise<PolicyVersion | null> {
  const rows = await find(db, [String(version)]);
  return rows[0] ?? null;
}

const lockNewest = statement(`select 1 from ${p} order by ${p.version} desc limit 1 for no key update`);
const findNewest = statement<RowOf<typeof newestShape>>(`select ${columns(newestShape)} from ${p} order by ${p.version} desc limit 1`);

/**
 * Reads the newest version, and keeps everybody else from changing the policy until the transaction ends. Reads it under the lock:
 * who waited for that may have waited for a newer version.
 */
export async function lockPolicy(tx: Queries): Promise<{ readonly version: number; readonly data: Policy } | null> {
  await lockNewest(tx);
  return newestPolicy(tx);
}

export async function newestPolicy(tx: Queries): Promise<{ readonly version: number; readonly data: Policy } | null> {
  const rows = await findNewest(tx);
  return rows[0] ?? null;
}

/** Counts the clients of each product line. */
export async function clientsByLine(tx: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await orm(tx)
    .select({ line: sql<string>`${client.productLine}`, clients: count() })
    .from(client)
    .where(isNotNull(client.productLine))
    .groupBy(client.productLine);
  return new Map(rows.map(({ line, clients }) => [line, clients]));
}
