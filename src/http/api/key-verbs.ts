import { type KeyRow, listKeys, revokeKey } from '../../db/api/keys.ts';
import type { Queries } from '../../db/db.ts';
import { addAudit } from '../../db/reports/audit.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Deps } from '../../engine/deps.ts';
import { makeKey } from './secret.ts';

export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** requests a minute; null: the usual number */
  readonly rateLimit: number | null;
}

/** A key in a list, as it travels. */
export type KeyListed = Pick<KeyRow, 'id' | 'name' | 'scopes'> & { readonly lastUsedAt: string | null; readonly revokedAt: string | null };

/** What the terminal does with keys, itself or through the server that has the database. */
export interface KeyVerbs {
  create(wish: KeyWish): Promise<{ readonly id: string; readonly secret: string }>;
  list(): Promise<readonly KeyListed[]>;
  /** false: there is no key in force with this id */
  revoke(id: string): Promise<boolean>;
}

export function keyVerbs({ db, newId, now }: Pick<Deps, 'db' | 'newId' | 'now'>): KeyVerbs {
  const record = (tx: Queries, action: 'key.created' | 'key.revoked', key: string) => {
    const by = { actorKind: 'terminal', actorId: null } as const;
    return addAudit(tx, { id: newId<'audit'>(), at: now(), ...by, action, objectKind: 'api-key', objectId: key, data: null });
  };
  return {
    create: (wish) => {
      const random = crypto.getRandomValues(new Uint8Array(32));
      return db.transaction(async (tx) => {
        const made = await makeKey(tx, newId, now(), random, { ...wish, createdBy: null });
        await record(tx, 'key.created', made.id);
        return made;
      });
    },
    list: async () =>
      (await listKeys(db)).map(({ id, name, scopes, lastUsedAt, revokedAt }) => {
        return { id, name, scopes, lastUsedAt: lastUsedAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null };
      }),
    revoke: (id) =>
      db.transaction(async (tx) => {
        const isRevoked = await revokeKey(tx, id, now());
        if (isRevoked) await record(tx, 'key.revoked', id);
        return isRevoked;
      }),
  };
}
