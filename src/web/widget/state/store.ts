import { type Action, type Model, reduce } from './model.ts';

export interface Store {
  model(): Model;
  dispatch(action: Action): void;
  subscribe(listener: () => void): () => void;
}

export function createStore(initial: Model): Store {
  const listeners = new Set<() => void>();
  let model = initial;
  return {
    model: () => model,
    dispatch(action) {
      const before = model;
      model = reduce(model, action);
      if (model !== before) for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
