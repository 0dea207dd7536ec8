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

/** The server writes something every 15 s at least; two silences and a bit, and the connection counts as dead. */
const silenceMs = 35_000;
const suspiciousMs = 20_000;
const longLifeMs = 5_000;
const watchMs = 5_000;

/** Keeps one stream of events open for as long as it is wanted. */
export function createStream(deps: StreamDeps): Stream {
  const { onDown, now } = deps;
  const pause = createPause();
  const position: Position = { lastEventId: null, activeAt: 0 };
  let connection: AbortController | null = null;
  let run = 0;

  async function keepConnected(mine: number): Promise<void> {
    for (let attempt = 0; mine === run; ) {
      const controller = new AbortController();
      connection = controller;
      const ended = await connectOnce(deps, position, controller, attempt);
      if (mine !== run) return controller.abort();
      attempt = ended.failed ? attempt + 1 : 0;
      onDown();
      await pause.wait(ended.waitMs);
    }
  }

  return {
    start() {
      if (connection !== null) return;
      run += 1;
      void keepConnected(run);
    },
    stop() {
      run += 1;
      connection?.abort();
      connection = null;
      pause.end();
    },
    nudge() {
      if (connection !== null && now() - position.activeAt > suspiciousMs) connection.abort();
      pause.end();
    },
    forget() {
      position.lastEventId = null;
    },
  };
}

/** Where the stream stands. */
interface Position {
  lastEventId: string | null;
  /** when something last came, ms */
  activeAt: number;
}

/** How a connection ended: the wait before the next one, ms, and whether this one counts as a failure. */
interface Ended {
  readonly waitMs: number;
  readonly failed: boolean;
}

/** Connects once and reads to the end. One that was given up meanwhile is not read at all. */
async function connectOnce(deps: StreamDeps, position: Position, controller: AbortController, attempt: number): Promise<Ended> {
  const { connect, onUp, random, now } = deps;
  const reply = await connect(position.lastEventId, controller.signal);
  const waitMs = retryMs(attempt, random);
  if (reply.type !== 'ok') {
    const askedMs = reply.type === 'later' ? (reply.afterMs ?? 0) : 0;
    return { waitMs: Math.max(waitMs, askedMs), failed: true };
  }
  if (controller.signal.aborted) return { waitMs, failed: true };
  const since = now();
  onUp();
  await readEvents(deps, position, reply.value, controller).catch(() => undefined);
  controller.abort();
  // A server that ended a good stream (a restart, a token's end) is asked again soon, but not by everybody at once.
  return now() - since > longLifeMs ? { waitMs: random() * 800, failed: false } : { waitMs, failed: true };
}

async function readEvents(
  { onEvent, now }: StreamDeps,
  position: Position,
  body: ReadableStream<Uint8Array>,
  controller: AbortController,
): Promise<void> {
  const feed = createSseParser((event) => {
    if (controller.signal.aborted) return;
    if (event.id !== null) position.lastEventId = event.id;
    onEvent(event);
  });
  position.activeAt = now();
  await readAll(body, controller, {
    onChunk(chunk) {
      feed(chunk);
      position.activeAt = now();
    },
    isDead: () => now() - position.activeAt > silenceMs,
  });
}

interface Reading {
  onChunk(chunk: Uint8Array): void;
  /** asked now and then; then the reading is given up */
  isDead(): boolean;
}

async function readAll(body: ReadableStream<Uint8Array>, controller: AbortController, { onChunk, isDead }: Reading): Promise<void> {
  const { signal } = controller;
  const reader = body.getReader();
  const watch = setInterval(() => isDead() && controller.abort(), watchMs);
  // Not every engine ends a pending read when its fetch is aborted after a sleep; cancelling does.
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || signal.aborted) return;
      onChunk(value);
    }
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', cancel);
  }
}
