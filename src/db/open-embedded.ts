import { randomUUID } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import type { Db, Queries } from './db.ts';
import { parseMoment } from './moments.ts';
import { bare } from './names.ts';
import { makePrivateFolder } from './open-folder.ts';
import { lockFolder } from './open-lock.ts';
import { createRoom, endlessRoom, NoRoom, type Room, withRoom } from './open-room.ts';
import { PrivateFiles } from './private-files.ts';
import { attachment, attachmentChunk } from './schema.ts';

/** Folder of the database's own files, inside the data folder. */
const files = 'pglite';

/**
 * Opens PGlite in a folder of its own. It serialises transactions; a second process on the folder is refused. It never comes back from
 * a disk that is full, so nothing is written, and it is not opened, while the house's own share of `freeSpace` bytes is not free.
 */
export async function openEmbedded(dataFolder: string, freeSpace = 0): Promise<Db> {
  const inMemory = dataFolder === 'memory://';
  if (!inMemory) await makePrivateFolder(dataFolder, files);
  const room = inMemory || freeSpace === 0 ? endlessRoom : roomIn(dataFolder, freeSpace);
  if (!(await room.has('work'))) throw new NoRoom();
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
  const db: Db = {
    kind: 'pglite',
    self,
    room,
    reclaim: async () => void (await pglite.query(`vacuum ${bare(attachment)}, ${bare(attachmentChunk)}`)),
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
  return room === endlessRoom ? db : withRoom(db, 'work');
}

function roomIn(folder: string, freeSpace: number): Room {
  const look = async () => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  };
  return createRoom(look, freeSpace, () => performance.now());
}
