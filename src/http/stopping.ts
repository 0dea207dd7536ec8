/** Whether the server is on its way out. Streams listen to it, so that each can say goodbye. */
export interface Stopping {
  readonly begun: boolean;
  /** Calls when it begins, at once if it has; returns how to stop listening. */
  onBegin(listener: () => void): () => void;
  begin(): void;
}

export function createStopping(): Stopping {
  const listeners = new Set<() => void>();
  let begun = false;
  return {
    get begun() {
      return begun;
    },
    onBegin: (listener) => {
      if (begun) listener();
      else listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin: () => {
      begun = true;
      for (const listener of listeners) listener();
      listeners.clear();
    },
  };
}
