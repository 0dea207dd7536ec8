import type { Queries } from '../db/db.ts';
import { findFile, readChunk } from '../db/files.ts';

/** The bytes of a stored file, a piece in memory at a time. Throws when there is none. */
export async function* readFile(db: Queries, id: string): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n++) {
    const piece = await readChunk(db, id, n);
    if (piece === null && n === 0) throw new Error('there is no such file');
    if (piece === null) return;
    yield piece;
  }
}

/** The whole file in memory; null when there is none, or not all of it. */
export async function readWhole(db: Queries, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = await findFile(db, id);
  if (file === null) return null;
  const bytes = new Uint8Array(file.size);
  for (let n = 0, at = 0; at < file.size; n++) {
    const piece = await readChunk(db, id, n);
    if (piece === null) return null;
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
