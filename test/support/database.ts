import { cp } from 'node:fs/promises';
import { dirname } from 'node:path';
import { inject } from 'vitest';
import { cloneDatabase } from '../../scripts/support/postgres-clone.ts';
import { temporaryFolder } from '../../scripts/support/temporary.ts';
import type { Db } from '../../src/db/db.ts';
import { openDb } from '../../src/db/open.ts';
import { rememberMigrated } from './reused.ts';

export type Kind = Db['kind'];

/** Both databases Okno runs on, for `describe.each`. */
export function databases(): readonly Kind[] {
  return ['pglite', 'postgres'];
}

/** Where a migrated, empty database of one's own is; `release` removes it. What a server is started with. */
export interface DatabaseLocation {
  readonly databaseUrl?: string;
  readonly dataFolder: string;
  release(): Promise<void>;
}

export async function newPlace(kind: Kind): Promise<DatabaseLocation> {
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
  /** where it is, to open it once more */
  readonly place: DatabaseLocation;
  /** gives it up; whatever else was opened on it has to be closed before */
  close(): Promise<void>;
}

interface Own extends Omit<TestDb, 'close'> {
  /** as migrations left it */
  empty(): Promise<void>;
}

/** Databases given up by specs of this process, emptied. They go with the process and the run's own folder and server. */
const idle: Record<Kind, Own[]> = { pglite: [], postgres: [] };
const mostIdle = 2;

/** A migrated, empty database of one's own, open: one that a spec before gave up, else a new one. */
export async function openTestDb(kind: Kind): Promise<TestDb> {
  const own = idle[kind].pop() ?? (await makeOwn(kind));
  const close = async () => {
    const isEmpty = await own.empty().then(
      () => true,
      () => false,
    );
    if (isEmpty && idle[kind].length < mostIdle) {
      idle[kind].push(own);
      return;
    }
    await own.db.close();
    await own.place.release();
  };
  return { db: own.db, place: own.place, close };
}

async function makeOwn(kind: Kind): Promise<Own> {
  const place = await newPlace(kind);
  const db = await openDb(place);
  return { db, place, empty: await rememberMigrated(db) };
}
