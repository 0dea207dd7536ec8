/** Something handed over, and when it is done. */
export interface Begun<T> {
  readonly done: Promise<T>;
}

/**
 * Whatever happens in one lane is begun in the order it came, each when the one before it has been handed over, not when it is done:
 * what waits together is still committed together.
 */
export function createTurns(): <T>(lane: string, begin: () => Promise<Begun<T>>) => Promise<T> {
  const lanes = new Map<string, Promise<unknown>>();
  return async (lane, begin) => {
    const before = lanes.get(lane) ?? Promise.resolve();
    const begun = before.then(begin);
    const settled = begun.then(
      () => undefined,
      () => undefined,
    );
    lanes.set(lane, settled);
    void settled.then(() => {
      if (lanes.get(lane) === settled) lanes.delete(lane);
    });
    return (await begun).done;
  };
}
