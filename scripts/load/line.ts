import { connect, type Socket } from 'node:net';
import { type Answer, answerReader, type Target } from './wire.ts';

/** One kept-alive connection that has at most one request under way. Opens again by itself after it broke. */
export interface Line {
  /** `heard` gets null when the connection broke before the answer was there. */
  ask(request: string, heard: (answer: Answer | null) => void): void;
  /** resolves once it is connected; rejects when it cannot be */
  ready(): Promise<void>;
  readonly isOpen: boolean;
  close(): void;
}

/** `localAddress`: where it comes from, such as 127.0.0.7; the system's choice without. */
export function openLine(target: Target, localAddress?: string): Line {
  let socket: Socket | null = null;
  let waiting: ((answer: Answer | null) => void) | null = null;
  let isConnected = false;

  const settle = (answer: Answer | null) => {
    const heard = waiting;
    waiting = null;
    heard?.(answer);
  };

  function open(): Socket {
    const own = connect({ host: target.host, port: target.port, noDelay: true, ...(localAddress === undefined ? {} : { localAddress }) });
    own.on('data', answerReader(settle));
    own.on('connect', () => {
      isConnected = true;
    });
    own.on('error', () => {});
    own.on('close', () => {
      if (socket !== own) return;
      socket = null;
      isConnected = false;
      settle(null);
    });
    return own;
  }

  return {
    ask(request, heard) {
      socket ??= open();
      waiting = heard;
      socket.write(request);
    },
    ready() {
      socket ??= open();
      const own = socket;
      if (isConnected) return Promise.resolve();
      return new Promise((resolve, reject) => {
        own.once('connect', resolve);
        own.once('error', reject);
      });
    },
    get isOpen() {
      return isConnected;
    },
    close() {
      const own = socket;
      socket = null;
      isConnected = false;
      waiting = null;
      own?.destroy();
    },
  };
}

/** Connects them a hundred at a time: a listener's queue is short. */
export async function openLines(target: Target, count: number, addresses: readonly string[] = []): Promise<Line[]> {
  const lines = Array.from({ length: count }, (_, i) => openLine(target, addresses[i % addresses.length]));
  for (let from = 0; from < count; from += 100) await Promise.all(lines.slice(from, from + 100).map((each) => each.ready()));
  return lines;
}
