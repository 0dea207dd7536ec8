import { type Api, isPassing, type Problem } from '../api.ts';
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

const routes = { reply: 'POST /conversations/:id/reply', note: 'POST /conversations/:id/note' } as const;

function bodyOf({ key, text, files, quote }: Outgoing) {
  return { key, text, ...(files.length === 0 ? {} : { files: files.map((each) => each.id) }), ...(quote === undefined ? {} : { quote }) };
}

/** Which files the server does not have, or not for this message; none where nothing would be left to send. */
function lostFiles({ text, files }: Outgoing, { code, details }: Problem): readonly OutgoingFile[] {
  if (code !== 'unknown-file' && code !== 'file-used') return [];
  const named = new Set((details as { readonly files?: readonly string[] } | undefined)?.files ?? []);
  const lost = files.filter((each) => named.has(each.id));
  return text.trim() === '' && lost.length === files.length ? [] : lost;
}

/** Sends what is written, one at a time per conversation, with the same key again while the trouble looks passing. */
export function createSending({ api, store, newKey, now, random, wait, sent }: SendingDeps) {
  const underWay = new Set<string>();

  /** Tries until it is there, refused, or taken back: whoever wrote it sees meanwhile that it has not left, and why. */
  async function send({ conversation, key, mode }: Outgoing): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      const current = store.get().outgoing.find((each) => each.key === key);
      if (current === undefined) return;
      const answer = await api(routes[mode], { params: { id: conversation }, body: bodyOf(current) });
      if (answer.ok) {
        store.dispatch({ type: 'accepted', key, seq: answer.value.seq });
        if (answer.value.keptInside === true) store.dispatch({ type: 'notice', notice: { type: 'kept-inside', conversation } });
        sent(conversation);
        return;
      }
      const { problem } = answer;
      const lost = lostFiles(current, problem);
      if (lost.length > 0) {
        // Words and other files go without them.
        store.dispatch({ type: 'files-lost', key, files: lost.map((each) => each.id) });
        store.dispatch({ type: 'notice', notice: { type: 'files-lost', conversation, names: lost.map((each) => each.name) } });
        continue;
      }
      if (!isPassing(problem)) return store.dispatch({ type: 'refused', key, problem });
      store.dispatch({ type: 'delayed', key, problem });
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

    write(conversation: string, mode: Mode, text: string, files: readonly OutgoingFile[], quote: number | null): void {
      const afterSeq = threadOf(store.get(), conversation).messages.at(-1)?.seq ?? 0;
      const quoted = quote === null ? {} : { quote };
      const written = { key: newKey(), conversation, mode, text, files, ...quoted, at: now().toISOString(), afterSeq };
      store.dispatch({ type: 'sending', outgoing: { ...written, state: 'sending', seq: null, problem: null } });
      pump();
    },

    retry(key: string): void {
      store.dispatch({ type: 'retried', key });
      pump();
    },
  };
}
