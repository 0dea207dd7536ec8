import { type Api, isPassing } from '../api.ts';
import { retryMs } from '../live.ts';
import type { PageStore } from '../page-store.ts';
import { threadOf } from '../state.ts';
import type { Mode } from './drafts.ts';
import { heads, type Outgoing, type OutgoingFile } from './outgoing.ts';

export interface SendingDeps {
  readonly api: Api;
  readonly store: PageStore;
  readonly newKey: () => string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly sent: (conversation: string) => void;
}

/** Tries before a message is shown as failed: about half a minute, enough for a server to restart. */
const maxAttempts = 7;

const routes = { reply: 'POST /conversations/:id/reply', note: 'POST /conversations/:id/note' } as const;

/** Sends what is written, one at a time per conversation, with the same key again while the trouble looks passing. */
export function createSending({ api, store, newKey, now, random, wait, sent }: SendingDeps) {
  const underWay = new Set<string>();

  async function send({ conversation, key, text, mode, files }: Outgoing): Promise<void> {
    const ids = files.map((each) => each.id);
    const body = { key, text, ...(ids.length === 0 ? {} : { files: ids }) };
    for (let attempt = 0; ; attempt += 1) {
      const answer = await api(routes[mode], { params: { id: conversation }, body });
      if (answer.ok) {
        store.dispatch({ type: 'accepted', key, seq: answer.value.seq });
        if (answer.value.keptInside === true) store.dispatch({ type: 'notice', notice: { type: 'kept-inside', conversation } });
        sent(conversation);
        return;
      }
      if (!isPassing(answer.problem) || attempt + 1 >= maxAttempts) {
        store.dispatch({ type: 'refused', key, problem: answer.problem });
        return;
      }
      await wait(retryMs(attempt, random));
    }
  }

  function pump(): void {
    for (const head of heads(store.get().outgoing)) {
      if (underWay.has(head.conversation)) continue;
      underWay.add(head.conversation);
      void send(head).finally(() => {
        underWay.delete(head.conversation);
        pump();
      });
    }
  }

  return {
    /** sends what waits */
    pump,

    write(conversation: string, mode: Mode, text: string, files: readonly OutgoingFile[]): void {
      const afterSeq = threadOf(store.get(), conversation).messages.at(-1)?.seq ?? 0;
      const written = { key: newKey(), conversation, mode, text, files, at: now().toISOString(), afterSeq };
      store.dispatch({ type: 'sending', outgoing: { ...written, state: 'sending', seq: null, problem: null } });
      pump();
    },

    retry(key: string): void {
      store.dispatch({ type: 'retried', key });
      pump();
    },
  };
}
