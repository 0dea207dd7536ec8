import type { Log } from '../deps.ts';

/** What a channel was asked for and has not answered yet, by key, while others are served. */
export interface InFlight {
  has(key: string): boolean;
  /** `done` settles when what came of it is written down */
  add(key: string, done: Promise<void>): void;
  /** resolves while there is room for more */
  room(): Promise<void>;
  /** resolves when nothing is in flight */
  ended(): Promise<void>;
}

/** Channels that answer nobody are not asked for more than `most`. `more`: something has ended, so the next of its lane may go. */
export function createInFlight(log: Log, most: number, more: () => void): InFlight {
  const all = new Map<string, Promise<void>>();
  return {
    has: (key) => all.has(key),
    add(key, done) {
      const ended = done
        .catch((error: unknown) =>
          log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'what a channel answered late could not be kept'),
        )
        .then(() => {
          all.delete(key);
          more();
        });
      all.set(key, ended);
    },
    async room() {
      if (all.size >= most) await Promise.race(all.values());
    },
    async ended() {
      await Promise.all(all.values());
    },
  };
}

/** How long those served together wait for each other, in ms. */
export const patienceMs = 100;

/** Resolves when the work has ended, however, and at the latest after so many ms. */
export function atMost(work: Promise<unknown>, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  work.then(
    () => resolve(),
    () => resolve(),
  );
  return promise.finally(() => clearTimeout(timer));
}
