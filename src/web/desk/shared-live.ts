import { type Hint, type LiveListener, listen, type PastProgress } from './live.ts';

/*
 * A browser opens few connections to one server, and each stream keeps one: six tabs of the desk would leave none for
 * anything else. So one tab listens to the server and passes it on to the others; when it goes, the next one takes its place.
 */

type Message =
  | { readonly type: 'hello' | 'company' | 'lost' }
  | { readonly type: 'changed'; readonly hint: Hint }
  | { readonly type: 'past'; readonly progress: PastProgress | null }
  /** a new tab asks whether the stream is up, and is answered */
  | { readonly type: 'asks' | 'live' };

export interface SharedDeps {
  readonly open: () => EventSource;
  readonly random: () => number;
  readonly listener: LiveListener;
  /** null where the browser has none: then every tab listens for itself */
  readonly locks: Pick<LockManager, 'request'> | null;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'> | null;
}

const lockName = 'okno.desk.stream';

/** Listens, itself or through another tab, until it is stopped. */
export function listenTogether({ open, random, listener, locks, channel }: SharedDeps): () => void {
  if (locks === null || channel === null) return listen({ open, random, listener });
  let stopStream: (() => void) | null = null;
  let isUp = false;
  const post = (message: Message): void => channel.postMessage(message);

  const leader: LiveListener = {
    hello() {
      isUp = true;
      listener.hello();
      post({ type: 'hello' });
    },
    changed(hint) {
      listener.changed(hint);
      post({ type: 'changed', hint });
    },
    company() {
      listener.company();
      post({ type: 'company' });
    },
    past(progress) {
      listener.past(progress);
      post({ type: 'past', progress });
    },
    live: listener.live,
    lost() {
      isUp = false;
      listener.lost();
      post({ type: 'lost' });
    },
  };

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === 'asks') {
      if (isUp) post({ type: 'live' });
    } else if (data.type === 'changed') listener.changed(data.hint);
    else if (data.type === 'past') listener.past(data.progress);
    else listener[data.type]();
  };

  const given = new AbortController();
  void locks
    .request(lockName, { signal: given.signal }, () => {
      stopStream = listen({ open, random, listener: leader });
      return new Promise<void>((release) => given.signal.addEventListener('abort', () => release()));
    })
    .catch(() => {
      // stopped before it was our turn
    });
  post({ type: 'asks' });

  return () => {
    given.abort();
    stopStream?.();
    channel.onmessage = null;
    channel.close();
  };
}
