import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { adminFile, type Config } from '../../src/config.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDb } from '../../src/db/open.ts';
import { FolderInUse } from '../../src/db/open-lock.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { type KeyListed, type KeyVerbs, keyVerbs } from '../../src/http/api/key-verbs.ts';
import type { AdminFile } from '../../src/server/admin.ts';

/** Another process has the database, and it is no server that could be asked. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export interface ReachedKeys {
  readonly verbs: KeyVerbs;
  close(): Promise<void>;
}

/** The database itself, or the server that has its folder: whichever the settings lead to. */
export async function reachKeys({ databaseUrl, dataFolder }: Config): Promise<ReachedKeys> {
  const db = await openDb({ databaseUrl, dataFolder }).catch((error: unknown) => {
    if (error instanceof FolderInUse) return null;
    throw error;
  });
  if (db === null) return { verbs: await verbsThere(dataFolder), close: async () => {} };
  try {
    await migrate(db);
  } catch (error) {
    await db.close();
    throw error;
  }
  return { verbs: keyVerbs({ db, newId: v7 as NewId, now: () => new Date() }), close: () => db.close() };
}

async function verbsThere(dataFolder: string): Promise<KeyVerbs> {
  const announced = await readFile(join(dataFolder, adminFile), 'utf8').catch(() => {
    throw new Unreachable();
  });
  const { url, token } = JSON.parse(announced) as AdminFile;
  const ask = async <Answer>(verb: string, body: unknown): Promise<Answer> => {
    const response = await fetch(`${url}/admin/v1/keys/${verb}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => {
      throw new Unreachable();
    });
    if (!response.ok) throw new Unreachable();
    return (await response.json()) as Answer;
  };
  return {
    create: (wish) => ask('create', wish),
    list: async () => (await ask<{ keys: KeyListed[] }>('list', {})).keys,
    revoke: async (id) => (await ask<{ revoked: boolean }>('revoke', { id })).revoked,
  };
}
