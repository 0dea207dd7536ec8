import type { Scope } from '../../domain/scope.ts';
import type { Queries } from '../db.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';

/** A key as it may be shown: without its secret, which is not kept. */
export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** requests a minute; null: the usual number */
  readonly rateLimit: number | null;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export const addKey = inserter(schema.apiKey);

const shown = `id, name, scopes, rate_limit as "rateLimit", created_at as "createdAt", created_by as "createdBy",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

/** Every key there ever was, the oldest first. */
export function listKeys(db: Queries): Promise<KeyRow[]> {
  return db.query(`select ${shown} from api_key order by id`);
}

/** Ends a key at once. False when there is none of this id, or it has ended already. */
export async function revokeKey(db: Queries, id: string, at: Date): Promise<boolean> {
  const rows = await db.query(
    'update api_key set revoked_at = $2::text::timestamptz where id = $1::text::uuid and revoked_at is null returning id',
    [id, at.toISOString()],
  );
  return rows.length > 0;
}

export interface UsedKey {
  readonly id: string;
  readonly scopes: readonly Scope[];
  readonly rateLimit: number | null;
  /** requests of the window now being counted, this one included */
  readonly counted: number;
  readonly countedFrom: Date;
}

const isOver = `(counted_from is null or counted_from <= $2::text::timestamptz - $3::text::interval)`;

/**
 * Finds a key by the hash of its secret, and counts the request in the same statement: servers that share the database share the
 * count, and a request costs one round trip. Null for a key that is unknown or revoked.
 */
export async function useKey(db: Queries, secretHash: string, at: Date, windowSeconds: number): Promise<UsedKey | null> {
  const rows = await db.query<UsedKey>(
    `update api_key set last_used_at = $2::text::timestamptz,
       counted = case when ${isOver} then 1 else counted + 1 end,
       counted_from = case when ${isOver} then $2::text::timestamptz else counted_from end
     where secret_hash = $1::text and revoked_at is null
     returning id, scopes, rate_limit as "rateLimit", counted, counted_from as "countedFrom"`,
    [secretHash, at.toISOString(), `${windowSeconds} seconds`],
  );
  return rows[0] ?? null;
}
