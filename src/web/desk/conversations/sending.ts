import { type Api, isPassing } from '../api.ts';
import { retryMs } from '../live.ts';
import type { PageStore } from '../page-store.ts';
import { heads, type Outgoing } from './outgoing.ts';

export interface SendingDeps {
  readonly api: Pick<Api, 'reply' | 'note'>;
  readonly store: PageStore;
  readonly random: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly sent: (conversation: string) => void;
}

/** Tries before a message is shown as failed: about half a minute, enough for a server to restart. */
const maxAttempts = 7;

/** Sends what is written, one at a time per conversation, with the same key again while the trouble looks passing. */
export function createSending({ api, store, random, wait, sent }: SendingDeps): () => void {
  const underWay = new Set<string>();

  async function send(outgoing: Outgoing): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const { conversation, key, text } = outgoing;
      const files = outgoing.files.map((each) => each.id);
      const answer = await api[outgoing.mode](conversation, { key, text, ...(files.length === 0 ? {} : { files }) });
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

  return function pump(): void {
    for (const head of heads(store.get().outgoing)) {
      if (underWay.has(head.conversation)) continue;
      underWay.add(head.conversation);
      void send(head).finally(() => {
        underWay.delete(head.conversation);
        pump();
      });
    }
  };
}
