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
 * when the server stops, when the feed fails, and when the client leaves; a client reconnects with `Last-Event-ID`.
 */
export function eventStream(c: Context, options: StreamOptions): Response {
  const { feed, stopping } = options;
  const encoder = new TextEncoder();
  let dirty = true;
  let ended = false;
  let cancelled = false;
  let beats = 0;
  let resume: (() => void) | null = null;
  const stops: (() => void)[] = [];
  const go = () => {
    resume?.();
    resume = null;
  };
  const end = () => {
    if (ended) return;
    ended = true;
    for (const stop of stops) stop();
    options.onEnd?.();
    go();
  };
  const life = options.lifeMs === undefined ? undefined : setTimeout(end, options.lifeMs);
  stops.push(() => clearTimeout(life));
  stops.push(
    feed.listen(() => {
      dirty = true;
      go();
    }),
  );
  stops.push(stopping.onBegin(end));

  const wait = () =>
    new Promise<'woken' | 'beat'>((resolve) => {
      const timer = setTimeout(() => {
        resume = null;
        resolve('beat');
      }, options.heartbeatMs);
      resume = () => {
        clearTimeout(timer);
        resolve('woken');
      };
    });

  const next = async (): Promise<string | null> => {
    for (;;) {
      if (ended) return null;
      if (dirty) {
        dirty = false;
        const { frames, more } = await feed.read();
        dirty ||= more;
        if (frames === '') continue;
        return frames;
      }
      if ((await wait()) === 'woken') continue;
      beats += 1;
      dirty = beats % options.rereadEvery === 0;
      return ': \n\n';
    }
  };

  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const frames = await next().catch(() => null);
      if (frames !== null) return controller.enqueue(encoder.encode(frames));
      end();
      if (!cancelled) controller.close();
    },
    cancel: () => {
      cancelled = true;
      end();
    },
  });
  return c.body(stream, 200, headers);
}
