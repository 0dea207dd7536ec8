import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import type { Db, Queries } from './db.ts';
import { parseMoment } from './moments.ts';
import { makePrivateFolder } from './open-folder.ts';
import { lockFolder } from './open-lock.ts';
import { PrivateFiles } from './private-files.ts';

/** Folder of the database's own files, inside the data folder. */
const files = 'pglite';

/** Opens PGlite in a folder of its own. It serialises transactions; a second process on the folder is refused. */
export async function openEmbedded(dataFolder: string): Promise<Db> {
  const inMemory = dataFolder === 'memory://';
  if (!inMemory) await makePrivateFolder(dataFolder, files);
  const unlock = inMemory ? () => {} : lockFolder(dataFolder);
  const parsers = { [types.INT8]: Number, [types.TIMESTAMPTZ]: parseMoment };
  const where = inMemory ? { dataDir: dataFolder } : { fs: new PrivateFiles(join(dataFolder, files)) };
  const pglite = await PGlite.create({ ...where, parsers }).catch((error: unknown) => {
    unlock();
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
      unlock();
    },
  };
}
