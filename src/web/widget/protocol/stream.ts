import { createPause } from '../../kit/pause.ts';
import type { Reply } from './reply.ts';
import { retryMs } from './retry.ts';
import { createSseParser, type ServerSentEvent } from './sse.ts';

export interface StreamDeps {
  connect(lastEventId: string | null, signal: AbortSignal): Promise<Reply<ReadableStream<Uint8Array>>>;
  onUp(): void;
  onEvent(event: ServerSentEvent): void;
  onDown(): void;
  readonly random: () => number;
  readonly now: () => number;
}

export interface Stream {
  start(): void;
  stop(): void;
  /** something says the network may be back, or the machine woke: look at once */
  nudge(): void;
  /** begins anew, with nothing resumed */
  forget(): void;
}

/** The server speaks every 15 s at least; two silences and a bit, and the connection counts as dead. */
const silenceMs = 35_000;
const suspiciousMs = 20_000;
const longLifeMs = 5_000;

/** Keeps one stream of events open for as long as it is wanted. */
export function createStream({ connect, onUp, onEvent, onDown, random, now }: StreamDeps): Stream {
  const pause = createPause();
  let connection: AbortController | null = null;
  let run = 0;
  let lastEventId: string | null = null;
  let heardAt = 0;

  async function read(body: ReadableStream<Uint8Array>, mine: AbortController): Promise<void> {
    const feed = createSseParser((event) => {
      if (mine.signal.aborted) return;
      if (event.id !== null) lastEventId = event.id;
      onEvent(event);
    });
    const reader = body.getReader();
    const watch = setInterval(() => now() - heardAt > silenceMs && mine.abort(), 5_000);
    // Not every engine ends a pending read when its fetch is aborted after a sleep; cancelling does.
    const cancel = (): void => void reader.cancel().catch(() => undefined);
    mine.signal.addEventListener('abort', cancel, { once: true });
    try {
      for (;;) {
        heardAt = now();
        const { done, value } = await reader.read();
        if (done || mine.signal.aborted) return;
        feed(value);
      }
    } finally {
      clearInterval(watch);
      mine.signal.removeEventListener('abort', cancel);
    }
  }

  async function live(mine: number): Promise<void> {
    for (let attempt = 0; mine === run; ) {
      const controller = new AbortController();
      connection = controller;
      const reply = await connect(lastEventId, controller.signal);
      if (mine !== run) return controller.abort();
      let wait = retryMs(attempt, random);
      attempt += 1;
      if (reply.type === 'ok') {
        const since = now();
        onUp();
        await read(reply.value, controller).catch(() => undefined);
        controller.abort();
        if (mine !== run) return;
        // A server that ended a good stream (a restart, a token's end) is asked again soon, but not by everybody at once.
        if (now() - since > longLifeMs) {
          attempt = 0;
          wait = random() * 800;
        }
      } else if (reply.type === 'later' && reply.afterMs !== null) wait = Math.max(wait, reply.afterMs);
      onDown();
      await pause.wait(wait);
    }
  }

  return {
    start() {
      if (connection !== null) return;
      run += 1;
      void live(run);
    },
    stop() {
      run += 1;
      connection?.abort();
      connection = null;
      pause.end();
    },
    nudge() {
      if (connection !== null && now() - heardAt > suspiciousMs) connection.abort();
      pause.end();
    },
    forget() {
      lastEventId = null;
    },
  };
}
