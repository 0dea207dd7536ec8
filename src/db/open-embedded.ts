import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import type { Db, Queries } from './db.ts';
import { lockFolder } from './open-lock.ts';

/** Opens PGlite in a folder of its own. It serialises transactions; a second process on the folder is refused. */
export async function openEmbedded(dataFolder: string): Promise<Db> {
  const inMemory = dataFolder === 'memory://';
  if (!inMemory) await mkdir(dataFolder, { recursive: true });
  const unlock = inMemory ? async () => {} : await lockFolder(dataFolder);
  const parsers = { [types.INT8]: Number };
  const pglite = await PGlite.create(inMemory ? dataFolder : join(dataFolder, 'pglite'), { parsers }).catch(async (error: unknown) => {
    await unlock();
    throw error;
  });
  const queriesOn = (runner: Pick<PGlite, 'query'>): Queries => ({
    query: async <Row>(statement: string, parameters: readonly unknown[] = []) =>
      (await runner.query<Row>(statement, [...parameters])).rows,
    values: async (statement, parameters = []) => (await runner.query<unknown[]>(statement, [...parameters], { rowMode: 'array' })).rows,
  });
  const self = randomUUID();
  return {
    kind: 'pglite',
    self,
    connected: async () => [self],
    ...queriesOn(pglite),
    transaction: (work) => pglite.transaction((tx) => work(queriesOn(tx as unknown as PGlite))),
    notify: async () => {},
    listen: async () => async () => {},
    close: async () => {
      await pglite.close();
      await unlock();
    },
  };
}
