/** Wait before try number `attempt` (from 0): doubles from half a second up to half a minute, the upper half of it at random. */
export function backoffMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(30_000, 500 * 2 ** Math.min(attempt, 10));
  return ceiling / 2 + (random() * ceiling) / 2;
}

/** A wait that somebody may cut short: `ring` ends the one under way. */
export interface Bell {
  wait(ms: number): Promise<void>;
  ring(): void;
}

export function createBell(): Bell {
  let answer: (() => void) | null = null;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, ms);
        function done(): void {
          clearTimeout(timer);
          answer = null;
          resolve();
        }
        answer = done;
      }),
    ring: () => answer?.(),
  };
}
