import type { Api, Problem } from '../api.ts';
import type { Verb } from '../state.ts';
import type { Ask } from './verbs.ts';

interface FinanceVerbsDeps {
  readonly api: Api;
  readonly newKey: () => string;
  readonly act: (verb: Verb, ask: Ask) => Promise<Problem | null>;
  /** shows the problem over the thread */
  readonly actInPlace: (verb: Verb, ask: Ask) => Promise<void>;
}

/** Makes the verbs about what a conversation is about, and about what is of money in it. */
export function createFinanceVerbs({ api, newKey, act, actInPlace }: FinanceVerbsDeps) {
  return {
    /** Sends the client's last words to finance, or from there to whoever serves them (R10). */
    sendOver: (): Promise<void> =>
      actInPlace('send-over', (params) => api('POST /conversations/:id/send-over', { params, body: { key: newKey() } })),

    setTopic: (topic: string): Promise<void> =>
      actInPlace('topic', (params) => api('POST /conversations/:id/topic', { params, body: { key: newKey(), topic } })),

    /** Asks whoever answers about money; the client sees nothing of it. */
    askFinance: (question: string): Promise<Problem | null> =>
      act('ask-finance', (params) => api('POST /conversations/:id/ask-finance', { params, body: { key: newKey(), question } })),

    /** Opens a matter of finance in parallel to this one (R10). */
    openParallel: (reason: string): Promise<Problem | null> =>
      act('beside', (params) => api('POST /conversations/:id/beside', { params, body: { key: newKey(), track: 'finance', reason } })),
  };
}
