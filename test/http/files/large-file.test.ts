import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../../src/db/db.ts';
import { chunkBytes } from '../../../src/files/chunks.ts';
import { databases } from '../../support/database.ts';
import { house } from '../house.ts';
import { stored, visitorSends } from './file-hand.ts';

const size = 20 * 1024 * 1024;
const part = 64 * 1024;

/** A file that is made as it is read; `made` tells how much of it there was so far. */
function madeAsRead() {
  const hash = createHash('sha256');
  const made = { bytes: 0 };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (made.bytes === size) return controller.close();
        const bytes = new Uint8Array(part).fill((made.bytes / part) % 251);
        hash.update(bytes);
        made.bytes += part;
        controller.enqueue(bytes);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, made, digest: () => hash.digest('hex') };
}

describe.each(databases())('a file of 20 MB on %s', (kind) => {
  it('comes and goes piece by piece, with never more than a few pieces in memory', async () => {
    let stores = 0;
    let reads = 0;
    let ahead = 0;
    const { stream, made, digest } = madeAsRead();
    const watched = (db: Db): Db => ({
      ...db,
      query: (statement, parameters) => {
        if (statement.startsWith('insert into "attachment_chunk"')) {
          stores += 1;
          ahead = Math.max(ahead, made.bytes - (stores - 1) * chunkBytes);
        }
        if (statement.startsWith('select encode(')) reads += 1;
        return db.query(statement, parameters);
      },
    });
    const home = await house({ specialists: [{ name: 'Olga' }] }, {}, kind, watched);
    try {
      const file = await stored(await visitorSends(home, await home.visitor(), stream, 'film.bin'));
      expect([file.size, stores]).toEqual([size, size / chunkBytes]);
      expect(ahead).toBeLessThanOrEqual(2 * chunkBytes);

      const response = await home.request(file.url);
      const hash = createHash('sha256');
      let got = 0;
      let readAhead = 0;
      for await (const bytes of response.body ?? []) {
        got += bytes.length;
        hash.update(bytes);
        readAhead = Math.max(readAhead, reads * chunkBytes - got);
      }
      expect(got).toBe(size);
      expect(hash.digest('hex')).toBe(digest());
      expect(readAhead).toBeLessThanOrEqual(2 * chunkBytes);
    } finally {
      await home.close();
    }
  });
});
