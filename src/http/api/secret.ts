import { base64url } from 'jose';
import { addKey } from '../../db/api/keys.ts';
import type { Queries } from '../../db/db.ts';
import type { NewId } from '../../domain/ids.ts';
import type { Scope } from '../../domain/scope.ts';
import { sha256 } from '../keys.ts';

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly rateLimit: number | null;
  /** the specialist who made it; null: made at the terminal */
  readonly createdBy: string | null;
}

/** Makes a key from 32 unpredictable bytes. Its secret is told here and nowhere else: only the hash is kept. */
export async function makeKey(
  tx: Queries,
  newId: NewId,
  now: Date,
  random: Uint8Array,
  key: NewKey,
): Promise<{ id: string; secret: string }> {
  const id = newId<'api-key'>();
  // The prefix lets those who look for leaked secrets recognise one.
  const secret = `okno_${base64url.encode(random)}`;
  await addKey(tx, [
    {
      ...key,
      id,
      scopes: [...new Set(key.scopes)],
      secretHash: await sha256(secret),
      createdAt: now,
      lastUsedAt: null,
      revokedAt: null,
      countedFrom: null,
      counted: null,
    },
  ]);
  return { id, secret };
}
