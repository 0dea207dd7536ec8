import type { OutboxRow } from '../db/outbox.ts';
import type { Log } from './deps.ts';

/** What left for a channel and is not answered yet, while others are sent. */
export interface Underway {
  has(row: OutboxRow): boolean;
  /** `done` settles when what came of it is written down */
  add(row: OutboxRow, done: Promise<void>): void;
  /** resolves while there is room for more */
  room(): Promise<void>;
  /** resolves when nothing is under way */
  ended(): Promise<void>;
}

/** Channels that answer nobody are not asked more and more. */
const mostUnderway = 1000;

/** `more`: something has ended, so the next of its lane may go. */
export function createUnderway(log: Log, more: () => void): Underway {
  const all = new Map<string, Promise<void>>();
  return {
    has: (row) => all.has(keyOf(row)),
    add(row, done) {
      const key = keyOf(row);
      const ended = done
        .catch((error: unknown) =>
          log.warn({ err: error instanceof Error ? error.name : 'unknown' }, 'what came of a message could not be kept'),
        )
        .then(() => {
          all.delete(key);
          more();
        });
      all.set(key, ended);
    },
    async room() {
      if (all.size >= mostUnderway) await Promise.race(all.values());
    },
    async ended() {
      await Promise.all(all.values());
    },
  };
}

const keyOf = ({ windowId, target, n }: OutboxRow): string => `${windowId} ${target} ${n}`;
