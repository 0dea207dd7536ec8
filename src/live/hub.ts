import type { Hint, Live, Topic } from './live.ts';

/** Notifies listeners in this process, at once. */
export function createHub(): Live {
  const listeners = new Map<Topic, Set<(hint: Hint) => void>>();
  return {
    publish: (hints) => {
      for (const hint of hints) for (const listener of listeners.get(hint.topic) ?? []) listener(hint);
    },
    subscribe: (topic, listener) => {
      // A wrapper of its own, so that the same function subscribed twice ends twice.
      const own = (hint: Hint) => listener(hint);
      const group = listeners.get(topic) ?? new Set();
      group.add(own);
      listeners.set(topic, group);
      return () => {
        group.delete(own);
        if (group.size === 0 && listeners.get(topic) === group) listeners.delete(topic);
      };
    },
    close: async () => listeners.clear(),
  };
}
