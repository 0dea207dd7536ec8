/** Places in time, one after the other, for what may not go faster. */
export interface Slots {
  /**
   * Asks for the place of `key`; 0: it goes now, and takes the place of `count`; else ms after which to ask again. A place is kept until
   * then, so that those who came first go first. `ahead`: before those who are not, and by turns with them where both wait.
   */
  ask(key: string, now: number, options?: { readonly ahead?: boolean; readonly count?: number }): number;
  /** Lets nobody through before then. `refused`: who went too soon, and is the first to go again. */
  close(until: number, refused?: { readonly key: string; readonly ahead: boolean }): void;
  /** nothing waits, and the next one goes at once */
  isIdle(now: number): boolean;
}

interface Waiting {
  readonly key: string;
  readonly isAhead: boolean;
  /** when it was told to ask again */
  dueAt: number;
}

/** Whoever does not ask again for so long after their time has lost their place, ms: a busy server is late. */
const graceMs = 30_000;

/** `atOnce`: so many go together after a quiet time; in any span, never more than those and one every `everyMs`. */
export function createSlots({ everyMs, atOnce }: { readonly everyMs: number; readonly atOnce: number }): Slots {
  const queue: Waiting[] = [];
  /** when the next one may go, had there been no quiet time */
  let free = Number.NEGATIVE_INFINITY;
  const nextFree = (now: number) => Math.max(free, now - everyMs * (atOnce - 1));

  function enter(key: string, isAhead: boolean): number {
    const entry = { key, isAhead, dueAt: Number.POSITIVE_INFINITY };
    if (!isAhead) return queue.push(entry) - 1;
    // One of the others goes in between, so that neither kind waits for all of the other.
    const last = queue.findLastIndex((each) => each.isAhead);
    const at = Math.min(queue.length, last === -1 ? 0 : last + 2);
    queue.splice(at, 0, entry);
    return at;
  }

  function forgetAbsent(now: number): void {
    const left = queue.filter((each) => now <= each.dueAt + graceMs || each.dueAt === Number.POSITIVE_INFINITY);
    if (left.length < queue.length) queue.splice(0, queue.length, ...left);
  }

  return {
    ask(key, now, { ahead = false, count = 1 } = {}) {
      forgetAbsent(now);
      const known = queue.findIndex((each) => each.key === key);
      const at = known === -1 ? enter(key, ahead) : known;
      // Whoever is late keeps their place, and nobody waits for them meanwhile.
      const before = queue.slice(0, at).filter((each) => each.dueAt > now).length;
      const time = nextFree(now) + before * everyMs;
      const entry = queue[at];
      if (time > now && entry !== undefined) {
        entry.dueAt = time;
        return Math.ceil(time - now);
      }
      queue.splice(at, 1);
      free = nextFree(now) + count * everyMs;
      return 0;
    },
    close(until, refused) {
      free = Math.max(free, until);
      if (refused !== undefined) queue.unshift({ key: refused.key, isAhead: refused.ahead, dueAt: free });
    },
    isIdle: (now) => queue.length === 0 && free <= now - everyMs * (atOnce - 1),
  };
}
