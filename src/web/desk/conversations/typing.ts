import type { Api } from '../api.ts';

/** Messengers show it for about five seconds. */
const againMs = 4000;

export interface TypingDeps {
  readonly api: Api;
  /** ms */
  readonly now: () => number;
}

/** Lets the client see that an answer is being written, not more often than it fades. What fails is of no consequence. */
export function createTyping({ api, now }: TypingDeps): (conversation: string) => void {
  let last: { readonly conversation: string; readonly at: number } | null = null;
  return (conversation) => {
    const at = now();
    if (last !== null && last.conversation === conversation && at - last.at < againMs) return;
    last = { conversation, at };
    api('POST /conversations/:id/typing', { params: { id: conversation } }).catch(() => undefined);
  };
}
