import type { Context } from 'hono';
import type { Stopping } from './stopping.ts';

/** What a stream of server-sent events is fed from. */
export interface Feed {
  /** Frames that are due now, empty when nothing is new; `more`: there are further ones. Throws to end the stream. */
  read(): Promise<{ readonly frames: string; readonly more: boolean }>;
  /** Calls `wake` whenever there may be something new; returns how to stop. */
  listen(wake: () => void): () => void;
}

export interface StreamOptions {
  readonly feed: Feed;
  readonly stopping: Stopping;
  readonly heartbeatMs: number;
  /** read without being woken every so many heartbeats: hints can be lost */
  readonly rereadEvery: number;
  /** how long the stream may live, in ms */
  readonly lifeMs?: number;
  readonly onEnd?: () => void;
}

export const heartbeatMs = 15_000;

export function frame(event: string, data: unknown, id?: number): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Proxies that gather answers before passing them on would hold events back.
  'x-accel-buffering': 'no',
};

/**
 * Server-sent events, pulled: nothing is read for a client that does not take what it has. Ends at the end of its life,
 * when the server stops, when the feed fails, and when the client leaves; a client reconnects with `Last-Event-ID`. Throws what the
 * first reading throws: whoever cannot be told anything is told so by a status.
 */
export async function eventStream(c: Context, options: StreamOptions): Promise<Response> {
  const encoder = new TextEncoder();
  const frames = createFrames(options);
  await frames.begin();
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await frames.next().catch(() => null);
      if (next !== null) return controller.enqueue(encoder.encode(next));
      frames.end();
      if (!isCancelled) controller.close();
    },
    cancel: () => {
      isCancelled = true;
      frames.end();
    },
  });
  return c.body(stream, 200, headers);
}

interface Frames {
  /** reads for the first time */
  begin(): Promise<void>;
  /** what is to be sent next: frames, or a heartbeat when nothing is new for a while; null at the end */
  next(): Promise<string | null>;
  end(): void;
}

/** Reads the feed when it may have something new, and now and then unasked. */
function createFrames({ feed, stopping, heartbeatMs, rereadEvery, lifeMs, onEnd }: StreamOptions): Frames {
  const bell = createBell();
  let first = '';
  let isDirty = true;
  let isEnded = false;
  let beats = 0;
  const stops: (() => void)[] = [];
  const end = () => {
    if (isEnded) return;
    isEnded = true;
    for (const stop of stops) stop();
    onEnd?.();
    bell.ring();
  };
  const life = lifeMs === undefined ? undefined : setTimeout(end, lifeMs);
  const wake = () => {
    isDirty = true;
    bell.ring();
  };
  stops.push(() => clearTimeout(life), feed.listen(wake));
  // A server that is stopping already ends it at once.
  stops.push(stopping.onBegin(end));
  const read = async (): Promise<string> => {
    isDirty = false;
    const { frames, more } = await feed.read();
    isDirty ||= more;
    return frames;
  };
  return {
    end,
    async begin() {
      first = await read().catch((error: unknown) => {
        end();
        throw error;
      });
    },
    async next() {
      for (;;) {
        if (isEnded) return null;
        if (first !== '' || isDirty) {
          const frames = first === '' ? await read() : first;
          first = '';
          if (frames !== '') return frames;
        } else if ((await bell.wait(heartbeatMs)) === 'beat') {
          beats += 1;
          isDirty = beats % rereadEvery === 0;
          return ': \n\n';
        }
      }
    },
  };
}

/** A wait that a ring cuts short. */
function createBell(): { ring(): void; wait(ms: number): Promise<'rung' | 'beat'> } {
  let answer: (() => void) | null = null;
  return {
    ring() {
      answer?.();
      answer = null;
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => {
          answer = null;
          resolve('beat');
        }, ms);
        answer = () => {
          clearTimeout(timer);
          resolve('rung');
        };
      }),
  };
}
