/** A wait that can be cut short: `end` ends the one under way. */
export interface Pause {
  wait(ms: number): Promise<void>;
  end(): void;
}

export function createPause(): Pause {
  let endCurrent: (() => void) | null = null;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(done, ms);
        function done(): void {
          clearTimeout(timer);
          endCurrent = null;
          resolve();
        }
        endCurrent = done;
      }),
    end: () => endCurrent?.(),
  };
}
