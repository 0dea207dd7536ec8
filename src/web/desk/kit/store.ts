import { type Action, reduce, type State } from '../state.ts';

/** The page's only changing thing: a state, replaced by the reducer, and those who want to know. */
export function createStore(start: State) {
  let state = start;
  const listeners = new Set<(state: State) => void>();
  return {
    get: (): State => state,
    dispatch(action: Action): void {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener(state);
    },
    subscribe(listener: (state: State) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type PageStore = ReturnType<typeof createStore>;
