import type { Log } from './deps.ts';

/** Work that repeats: at once when woken, otherwise every so often, one run at a time. */
export interface Loop {
  wake(): void;
  /** resolves when the run that has begun has ended; there is no further one */
  stop(): Promise<void>;
}

/**
 * `run` answers whether there is more to do right now, or after how many ms there will be: the next turn comes then, and after `everyMs` at
 * the latest. A run that throws is logged and tried again at the next turn.
 */
export function startLoop(name: string, everyMs: number, log: Log, run: () => Promise<boolean | number>): Loop {
  let isStopped = false;
  let isWoken = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: Promise<void> | null = null;

  const go = (): void => {
    if (isStopped || current !== null) return;
    clearTimeout(timer);
    isWoken = false;
    current = run()
      .catch((error: unknown) => {
        log.warn({ loop: name, err: error instanceof Error ? error.name : 'unknown' }, 'a turn of the loop failed');
        return false;
      })
      .then((more) => {
        current = null;
        if (isStopped) return;
        if (more === true || isWoken) queueMicrotask(go);
        else timer = setTimeout(go, more === false ? everyMs : Math.min(everyMs, more));
      });
  };
  timer = setTimeout(go, everyMs);
  return {
    wake() {
      isWoken = true;
      go();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
