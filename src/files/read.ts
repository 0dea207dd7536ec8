import type { Queries } from '../db/db.ts';
import { readChunk } from '../db/files.ts';

/** The bytes of a stored file, a piece in memory at a time. Throws when there is none. */
export async function* readFile(db: Queries, id: string): AsyncGenerator<Uint8Array> {
  for (let n = 0; ; n++) {
    const piece = await readChunk(db, id, n);
    if (piece === null && n === 0) throw new Error('there is no such file');
    if (piece === null) return;
    yield piece;
  }
}
