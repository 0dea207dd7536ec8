import { asc, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { apiKey } from '../schema.ts';
import { statement } from '../statement.ts';

export const addKey = inserter(apiKey);

/** A key as it may be shown: without its secret, which is not kept. */
export type KeyRow = Awaited<ReturnType<typeof listKeys>>[number];

/** Reads every key there ever was, the oldest first. */
export async function listKeys(db: Queries) {
  return orm(db)
    .select({
      id: apiKey.id,
      name: apiKey.name,
      scopes: sql<readonly Scope[]>`${apiKey.scopes}`,
      /** requests a minute; null: the usual number */
      rateLimit: apiKey.rateLimit,
      createdAt: apiKey.createdAt,
      createdBy: apiKey.createdBy,
      lastUsedAt: apiKey.lastUsedAt,
      revokedAt: apiKey.revokedAt,
    })
    .from(apiKey)
    .orderBy(asc(apiKey.id));
}

const k = named(apiKey, 'k');
const set = bare(apiKey);

const revoke = statement(
  `update ${k} set ${set.revokedAt} = $2::text::timestamptz where ${k.id} = $1::text::uuid and ${k.revokedAt} is null returning ${k.id}`,
);

/** Ends a key at once. False when there is none of this id, or it has ended already. */
export async function revokeKey(db: Queries, id: string, at: Date): Promise<boolean> {
  const rows = await revoke(db, [id, at.toISOString()]);
  return rows.length > 0;
}

const isOver = `(${k.countedFrom} is null or ${k.countedFrom} <= $2::text::timestamptz - $3::text::interval)`;

const used = {
  id: k.id,
  scopes: expression<readonly Scope[]>(k.scopes),
  rateLimit: k.rateLimit,
  /** requests of the window now being counted, this one included */
  counted: expression<number>(k.counted),
  countedFrom: expression<Date>(k.countedFrom),
};

export type UsedKey = RowOf<typeof used>;

const countUse = statement<UsedKey>(
  `update ${k} set ${set.lastUsedAt} = $2::text::timestamptz,
     ${set.counted} = case when ${isOver} then 1 else ${k.counted} + 1 end,
     ${set.countedFrom} = case when ${isOver} then $2::text::timestamptz else ${k.countedFrom} end
   where ${k.secretHash} = $1::text and ${k.revokedAt} is null
   returning ${columns(used)}`,
);

/**
 * Finds a key by the hash of its secret, and counts the request in the same statement: servers that share the database share the
 * count, and a request costs one round trip. Null for a key that is unknown or revoked.
 */
export async function useKey(db: Queries, secretHash: string, at: Date, windowSeconds: number): Promise<UsedKey | null> {
  const rows = await countUse(db, [secretHash, at.toISOString(), `${windowSeconds} seconds`]);
  return rows[0] ?? null;
}
