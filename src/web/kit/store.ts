/** A state that only its reducer replaces, and those who are told of every change. */
export interface Store<State, Action> {
  get(): State;
  dispatch(action: Action): void;
  /** calls the listener after every change until the function it returns is called */
  subscribe(listener: (state: State) => void): () => void;
}

export function createStore<State, Action>(reduce: (state: State, action: Action) => State, start: State): Store<State, Action> {
  const listeners = new Set<(state: State) => void>();
  let state = start;
  return {
    get: () => state,
    dispatch(action) {
      const before = state;
      state = reduce(state, action);
      if (state !== before) for (const listener of listeners) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
