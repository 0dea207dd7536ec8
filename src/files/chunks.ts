/** Bytes of one stored piece of a file. */
export const chunkBytes = 256 * 1024;

/** The stream of a file broke before its end. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

/** A stream as it comes; ending early ends the stream. One that breaks throws `BrokenOff`. */
export async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new BrokenOff('the file broke off', { cause });
      });
      if (done) break;
      yield value;
    }
    isOver = true;
  } finally {
    if (!isOver) await reader.cancel().catch(() => {});
  }
}

/** Bytes cut into pieces of `chunkBytes`, the last one shorter. Never holds more than one piece and what came last. */
export async function* chunked(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(chunkBytes);
  let filled = 0;
  for await (const value of bytes) {
    for (let taken = 0; taken < value.length; ) {
      const part = value.subarray(taken, taken + chunkBytes - filled);
      piece.set(part, filled);
      filled += part.length;
      taken += part.length;
      if (filled < chunkBytes) continue;
      yield piece;
      piece = new Uint8Array(chunkBytes);
      filled = 0;
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

/** Pieces of `chunkBytes`, read one by one as somebody takes them, as one stream of the bytes `from` to `to`, both included. */
export function streamOf(read: (n: number) => Promise<Uint8Array | null>, from: number, to: number): ReadableStream<Uint8Array> {
  let at = from;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at > to) return controller.close();
        const n = Math.floor(at / chunkBytes);
        const piece = await read(n);
        if (piece === null) return controller.error(new Error('a piece of the file is missing'));
        const start = at - n * chunkBytes;
        const part = piece.subarray(start, Math.min(piece.length, to + 1 - n * chunkBytes));
        if (part.length === 0) return controller.error(new Error('a piece of the file is short'));
        at += part.length;
        controller.enqueue(part);
        if (at > to) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
