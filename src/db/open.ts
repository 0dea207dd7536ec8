import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { drizzle as drizzlePostgres } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Db, Queries } from './db.ts';
import { lockFolder } from './open-lock.ts';
import * as schema from './schema.ts';

export interface Where {
  /** a Postgres server; unset: the embedded database in `dataFolder` */
  readonly databaseUrl?: string | undefined;
  /** folder of the embedded database; `memory://` keeps nothing */
  readonly dataFolder: string;
}

const channel = 'okno_live';

/** Opens the database settings ask for. Throws when the folder is in use by another process, or the server cannot be reached. */
export function openDb(where: Where): Promise<Db> {
  return where.databaseUrl === undefined ? openEmbedded(where.dataFolder) : openPostgres(where.databaseUrl);
}

/** PGlite in a folder of its own. It serialises transactions; a second process on the folder is refused. */
async function openEmbedded(dataFolder: string): Promise<Db> {
  const inMemory = dataFolder === 'memory://';
  if (!inMemory) await mkdir(dataFolder, { recursive: true });
  const unlock = inMemory ? async () => {} : await lockFolder(dataFolder);
  const parsers = { [types.INT8]: Number };
  const pglite = await PGlite.create(inMemory ? dataFolder : join(dataFolder, 'pglite'), { parsers }).catch(async (error: unknown) => {
    await unlock();
    throw error;
  });
  const handOf = (runner: Pick<PGlite, 'query'>): Queries => ({
    query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
      (await runner.query<Row>(statement, [...parameters])).rows,
  });
  return {
    kind: 'pglite',
    orm: drizzlePglite(pglite, { schema }),
    ...handOf(pglite),
    transaction: (work) => pglite.transaction((tx) => work(handOf(tx as unknown as PGlite))),
    notify: async () => {},
    listen: async () => async () => {},
    close: async () => {
      await pglite.close();
      await unlock();
    },
  };
}

/** Two pools: one for fixed prepared statements, one for Drizzle, which changes how its client treats JSON. */
async function openPostgres(url: string): Promise<Db> {
  const options = {
    onnotice: () => {},
    connection: { application_name: 'okno' },
    types: { int8: { to: 20, from: [20], parse: Number, serialize: String } },
  };
  const hot = postgres(url, { ...options, max: 6 });
  const ordinary = postgres(url, { ...options, max: 8 });
  const close = async () => {
    await Promise.all([hot.end({ timeout: 5 }), ordinary.end({ timeout: 5 })]);
  };
  await hot`select 1`.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const handOf = (runner: { unsafe: typeof hot.unsafe }): Queries => ({
    query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
      (await runner.unsafe(statement, parameters as never[], { prepare: true })) as unknown as Row[],
  });
  return {
    kind: 'postgres',
    orm: drizzlePostgres(ordinary, { schema }),
    ...handOf(hot),
    transaction: async <T>(work: (tx: Queries) => Promise<T>) => {
      let isOver = false;
      try {
        return (await hot.begin((tx) => {
          const hand = handOf(tx);
          // The driver connects again by itself: what a transaction whose connection broke says afterwards would be carried out
          // outside of any. Nobody waits for its answer any more.
          return work({ query: (statement, parameters) => (isOver ? new Promise(() => {}) : hand.query(statement, parameters)) });
        })) as T;
      } finally {
        isOver = true;
      }
    },
    notify: async (payload) => {
      await hot.unsafe('select pg_notify($1, $2)', [channel, payload], { prepare: true });
    },
    listen: async (heard) => {
      const listening = await hot.listen(channel, heard);
      return () => listening.unlisten();
    },
    close,
  };
}
