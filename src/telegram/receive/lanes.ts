/** Work that was handed over; `done` settles once it is carried out. */
export interface Pending<T> {
  readonly done: Promise<T>;
}

export const nothingToDo: Pending<unknown> = { done: Promise.resolve() };

export type InLane = <T>(lane: string, begin: () => Promise<Pending<T>>) => Promise<T>;

/**
 * Makes lanes in which work is begun in the order it came, each when the one before it has been handed over, not when it is done: what
 * waits together is still committed together.
 */
export function createLanes(): InLane {
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
