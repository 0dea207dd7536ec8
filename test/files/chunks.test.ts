import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkBytes, chunked, streamOf } from '../../src/files/chunks.ts';

/** A file of this many bytes, no two neighbours alike, coming in parts of the given sizes. */
function fileOf(size: number, parts: readonly number[]) {
  const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251);
  let at = 0;
  let turn = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= size) return controller.close();
      const part = parts[turn++ % parts.length] ?? 1;
      controller.enqueue(bytes.slice(at, at + part));
      at += part;
    },
  });
  return { bytes, stream };
}

async function piecesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of chunked(stream)) pieces.push(piece);
  return pieces;
}

describe('a stream cut into pieces', () => {
  it.each([
    [0, 0],
    [1, 1],
    [chunkBytes, 1],
    [chunkBytes + 1, 2],
    [3 * chunkBytes, 3],
  ])('of %i bytes has %i', async (size, count) => {
    const { bytes, stream } = fileOf(size, [100_000, 7, 300_000]);
    const pieces = await piecesOf(stream);
    expect(pieces.length).toBe(count);
    expect(Buffer.concat(pieces).equals(Buffer.from(bytes))).toBe(true);
  });

  it('ends when whoever reads it has had enough', async () => {
    let isCancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
      cancel: () => {
        isCancelled = true;
      },
    });
    for await (const piece of chunked(endless)) if (piece.length > 0) break;
    expect(isCancelled).toBe(true);
  });
});

describe('pieces read as one stream', () => {
  it('give exactly the bytes asked for', async () => {
    const size = 2 * chunkBytes + 1000;
    const { bytes } = fileOf(size, [1]);
    const read = async (n: number) => bytes.subarray(n * chunkBytes, (n + 1) * chunkBytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.nat(size - 1), async (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const got = Buffer.concat(await Array.fromAsync(streamOf(read, from, to)));
        expect(got.equals(Buffer.from(bytes.subarray(from, to + 1)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('fail rather than end early when one is missing', async () => {
    const stream = streamOf(async () => null, 0, 10);
    await expect(Array.fromAsync(stream)).rejects.toThrow();
  });
});
