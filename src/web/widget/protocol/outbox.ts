import type { Posted, PostMessage } from '../../../http/chat/protocol.ts';
import { createPause } from '../../kit/pause.ts';
import type { Pending } from '../state/pending.ts';
import type { Reply } from './reply.ts';
import { retryMs } from './retry.ts';

export interface OutboxDeps {
  post(body: PostMessage): Promise<Reply<Posted>>;
  /** the message as it goes out, with those of its files that are with the desk; null when it is gone, or nothing of it is left */
  bodyFor(pending: Pending): Promise<PostMessage | null>;
  /** the oldest message still to go; it stays first until it is sent, given up or dropped */
  next(): Pending | null;
  onSent(pending: Pending, posted: Posted): void;
  onWaiting(pending: Pending): void;
  onFailed(pending: Pending, why: 'refused' | 'broken'): void;
  /** the desk has its files no more: they go up again */
  onFilesGone(pending: Pending): void;
  /** the desk takes nothing before the client agrees; resolves when that is known here */
  onConsent(pending: Pending): Promise<void>;
  /** the tapped button counts no more */
  onStale(pending: Pending): void;
  readonly random: () => number;
}

export interface Outbox {
  /** sends what waits; called again while it works, it only hurries */
  flush(): void;
  stop(): void;
}

const triesOfBroken = 6;

/** What one try came to. `gone`: it stands first no more; else the wait before it is tried again, ms. */
type Tried = 'settled' | 'gone' | { readonly waitMs: number };

/** Sends one message at a time, in order, with the same id until the server has it. */
export function createOutbox(deps: OutboxDeps): Outbox {
  const pause = createPause();
  let working = false;
  let stopped = false;

  /** Ends when there is nothing more to send. */
  async function work(): Promise<void> {
    let attempt = 0;
    for (let pending = deps.next(); pending !== null && !stopped; pending = deps.next()) {
      const tried = await sendOnce(deps, pending, attempt, () => stopped);
      if (tried === 'settled') attempt = 0;
      if (typeof tried === 'string') continue;
      await pause.wait(tried.waitMs);
      attempt += 1;
    }
  }

  return {
    flush() {
      pause.end();
      if (working || stopped) return;
      working = true;
      void work().finally(() => {
        working = false;
      });
    },
    stop() {
      stopped = true;
      pause.end();
    },
  };
}

async function sendOnce(deps: OutboxDeps, pending: Pending, attempt: number, isStopped: () => boolean): Promise<Tried> {
  const { post, bodyFor, next } = deps;
  const body = await bodyFor(pending);
  // Taken away while its files were going up.
  if (body === null || isStopped() || next()?.id !== pending.id) return 'gone';
  const reply = await post(body);
  if (isStopped()) return 'gone';
  switch (reply.type) {
    case 'ok':
      deps.onSent(pending, reply.value);
      return 'settled';
    case 'refused':
      return afterRefusal(deps, pending, reply, attempt);
    case 'later':
    case 'expired':
      return afterTrouble(deps, pending, reply, attempt);
  }
}

type Refusal = Extract<Reply<Posted>, { type: 'refused' }>;

async function afterRefusal(deps: OutboxDeps, pending: Pending, { code, status }: Refusal, attempt: number): Promise<Tried> {
  if (code === 'consent-required') {
    deps.onWaiting(pending);
    await deps.onConsent(pending);
    return deps.next()?.id === pending.id ? { waitMs: retryMs(attempt, deps.random) } : 'gone';
  }
  if (code === 'unknown-file' && attempt + 1 < triesOfBroken) {
    deps.onFilesGone(pending);
    return { waitMs: retryMs(attempt, deps.random) };
  }
  if (pending.choice !== undefined && (status === 409 || status === 422)) deps.onStale(pending);
  else deps.onFailed(pending, 'refused');
  return 'settled';
}

type Trouble = Extract<Reply<Posted>, { type: 'later' | 'expired' }>;

function afterTrouble({ onFailed, onWaiting, random }: OutboxDeps, pending: Pending, reply: Trouble, attempt: number): Tried {
  if (reply.type === 'later' && reply.cause === 'broken' && attempt + 1 >= triesOfBroken) {
    onFailed(pending, 'broken');
    return 'settled';
  }
  onWaiting(pending);
  return { waitMs: (reply.type === 'later' ? reply.afterMs : null) ?? retryMs(attempt, random) };
}

export function bodyOf({ id, text, choice, quote, topic }: Pending, files: readonly string[], consent: string | null): PostMessage {
  const agreed = consent === null ? {} : { consent };
  if (choice !== undefined) return { id, choice, ...agreed };
  const about = { ...(quote !== undefined && { quote }), ...(topic !== undefined && { topic }) };
  return { id, ...(text === '' ? {} : { text }), ...about, ...(files.length === 0 ? {} : { files: [...files] }), ...agreed };
}
