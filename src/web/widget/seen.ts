import type { ChatDeps } from './chat-interface.ts';
import type { Session } from './session.ts';
import type { ChatStore } from './state/chat-store.ts';

export interface SeenDeps extends Pick<ChatDeps, 'api' | 'memory'> {
  readonly session: Session;
  readonly store: ChatStore;
}

/** Keeps how far the client has read, here, in other tabs and with the desk. */
export interface Seen {
  /** everything up to `seq` is before the client's eyes */
  mark(seq: number): void;
  /** another tab changed what is stored under `key` */
  stored(key: string | null): void;
  stop(): void;
}

/** Many in a row are one to the desk. */
const debounceMs = 400;

export function createSeen({ api, memory, session, store }: SeenDeps): Seen {
  let timer: ReturnType<typeof setTimeout> | null = null;

  function report(): void {
    timer = null;
    const { seen } = store.get();
    memory.keepSeen(session.owner(), seen);
    void session.authorized((token) => api.seen(token, seen));
  }

  return {
    mark(seq) {
      if (seq <= store.get().seen) return;
      store.dispatch({ type: 'seen', seq });
      timer ??= setTimeout(report, debounceMs);
    },
    stored(key) {
      const seq = memory.isSeen(session.owner(), key) ? memory.seen(session.owner()) : null;
      if (seq !== null) store.dispatch({ type: 'seen', seq });
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
