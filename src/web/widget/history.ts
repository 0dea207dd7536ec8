import { createPause } from '../kit/pause.ts';
import type { Api } from './protocol/api.ts';
import { retryMs } from './protocol/retry.ts';
import type { Session } from './session.ts';
import type { ChatStore } from './state/chat-store.ts';

export interface HistoryDeps {
  readonly api: Api;
  readonly session: Session;
  readonly store: ChatStore;
  readonly random: () => number;
}

export interface History {
  /** reads the newest page, or whatever came after what was read; resolves when nothing is missing, however long it takes */
  catchUp(): Promise<void>;
  older(): void;
  stop(): void;
}

export function createHistory({ api, session, store, random }: HistoryDeps): History {
  const pause = createPause();
  let stopped = false;
  let queue: Promise<void> = Promise.resolve();

  async function step(): Promise<'done' | 'further' | 'later'> {
    const { thread, session: opened, era } = store.get();
    const newest = opened?.lastSeq ?? 0;
    const where = thread.cursor === null ? { before: newest + 1 } : { after: thread.cursor };
    const reply = await session.authorized((token) => api.history(token, where));
    if (reply.type === 'refused') return 'done';
    if (reply.type !== 'ok') return 'later';
    if (store.get().era !== era) return 'further';
    const { messages, more, lastSeq } = reply.value;
    if (thread.cursor === null) {
      store.dispatch({ type: 'read', messages, cursor: newest, older: more });
      return lastSeq > newest ? 'further' : 'done';
    }
    const further = more && messages.length > 0;
    store.dispatch({ type: 'read', messages, cursor: further ? (messages.at(-1)?.seq ?? 0) : lastSeq });
    return further ? 'further' : 'done';
  }

  async function run(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      const outcome = await step();
      if (outcome === 'done') return;
      if (outcome === 'further') continue;
      await pause.wait(retryMs(failures, random));
      failures += 1;
    }
  }

  return {
    catchUp() {
      queue = queue.then(run);
      return queue;
    },
    older() {
      const { thread, loadingOlder, era } = store.get();
      const first = thread.messages[0];
      if (loadingOlder || !thread.older || first === undefined) return;
      store.dispatch({ type: 'loading-older', on: true });
      void session
        .authorized((token) => api.history(token, { before: first.seq }))
        .then((reply) => {
          if (reply.type !== 'ok' || store.get().era !== era) return;
          store.dispatch({ type: 'read-older', messages: reply.value.messages, older: reply.value.more });
        })
        .finally(() => store.dispatch({ type: 'loading-older', on: false }));
    },
    stop() {
      stopped = true;
      pause.end();
    },
  };
}
