import { cp } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inject } from 'vitest';
import { cloneDatabase } from '../../scripts/support/postgres-clone.ts';
import { temporaryFolder } from '../../scripts/support/temporary.ts';
import type { Db } from '../../src/db/db.ts';
import { openDb } from '../../src/db/open.ts';

export type Kind = Db['kind'];

/** Both databases Okno runs on, for `describe.each`. */
export function databases(): readonly Kind[] {
  return ['pglite', 'postgres'];
}

/** Where a migrated, empty database of one's own is; `release` removes it. What a server is started with. */
export interface Place {
  readonly databaseUrl?: string;
  readonly dataFolder: string;
  release(): Promise<void>;
}

export async function newPlace(kind: Kind): Promise<Place> {
  // Inside the run's own folder, so that what a spec forgets goes with it.
  const folder = await temporaryFolder('data', dirname(inject('pglite')));
  if (kind === 'pglite') {
    await cp(inject('pglite'), folder.path, { recursive: true });
    return { dataFolder: folder.path, release: folder.remove };
  }
  const { url, template } = inject('postgres');
  const database = await cloneDatabase(url, template);
  return {
    databaseUrl: database.url,
    dataFolder: folder.path,
    release: async () => {
      await database.drop();
      await folder.remove();
    },
  };
}

export interface TestDb {
  readonly db: Db;
  /** closes it, and removes the database */
  close(): Promise<void>;
}

/** A migrated, empty database of one's own, open. */
export async function openTestDb(kind: Kind): Promise<TestDb> {
  const place = await newPlace(kind);
  const db = await openDb(place);
  return {
    db,
    close: async () => {
      await db.close();
      await place.release();
    },
  };
}
