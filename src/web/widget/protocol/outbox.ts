import type { Posted, PostMessage } from '../../../http/chat/protocol.ts';
import { createPause } from '../../kit/pause.ts';
import type { Pending } from '../state/pending.ts';
import type { Reply } from './reply.ts';
import { retryMs } from './retry.ts';

export interface OutboxDeps {
  post(body: PostMessage): Promise<Reply<Posted>>;
  /** the message as it goes out, once its files are with the desk; null when one of them cannot be had */
  bodyFor(pending: Pending): Promise<PostMessage | null>;
  /** the oldest message still to go; it stays first until it is sent, given up or dropped */
  next(): Pending | null;
  onSent(pending: Pending, posted: Posted): void;
  onWaiting(pending: Pending): void;
  onFailed(pending: Pending, code: string): void;
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

/** Sends one message at a time, in order, with the same id until the server has it. */
export function createOutbox({ post, bodyFor, next, onSent, onWaiting, onFailed, onConsent, onStale, random }: OutboxDeps): Outbox {
  const pause = createPause();
  let working = false;
  let stopped = false;

  /** Ends when there is nothing more to send. */
  async function work(): Promise<void> {
    let attempt = 0;
    for (let pending = next(); pending !== null && !stopped; pending = next()) {
      const body = await bodyFor(pending);
      if (stopped) return;
      // Taken away while its files were going up.
      if (next()?.id !== pending.id) continue;
      if (body === null) {
        onFailed(pending, 'file-lost');
        continue;
      }
      const reply = await post(body);
      if (stopped) return;
      if (reply.type === 'ok') onSent(pending, reply.value);
      else if (reply.type === 'refused') {
        if (reply.code === 'consent-required') {
          onWaiting(pending);
          await onConsent(pending);
          if (next()?.id === pending.id) {
            await pause.wait(retryMs(attempt, random));
            attempt += 1;
          }
          continue;
        }
        if (pending.choice !== undefined && (reply.status === 409 || reply.status === 422)) onStale(pending);
        else onFailed(pending, reply.code);
      } else if (reply.type === 'later' && reply.cause === 'broken' && attempt + 1 >= triesOfBroken) onFailed(pending, '');
      else {
        onWaiting(pending);
        const asked = reply.type === 'later' ? reply.afterMs : null;
        await pause.wait(asked ?? retryMs(attempt, random));
        attempt += 1;
        continue;
      }
      attempt = 0;
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

export function bodyOf({ id, text, choice }: Pending, files: readonly string[], consent: string | null): PostMessage {
  const agreed = consent === null ? {} : { consent };
  if (choice !== undefined) return { id, choice, ...agreed };
  return { id, ...(text === '' ? {} : { text }), ...(files.length === 0 ? {} : { files: [...files] }), ...agreed };
}
