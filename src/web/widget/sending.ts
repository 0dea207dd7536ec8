import { maxFilesPerMessage } from '../../domain/content.ts';
import type { PostMessage } from '../../http/chat/protocol.ts';
import type { ChatDeps } from './chat-interface.ts';
import { bodyOf, createOutbox, type Outbox } from './protocol/outbox.ts';
import type { Session } from './session.ts';
import type { ChatStore } from './state/chat-store.ts';
import { consentOwed } from './state/model.ts';
import type { Pending } from './state/pending.ts';
import type { Trouble } from './trouble.ts';
import { createUploads, type Uploads } from './uploads.ts';

export interface SendingDeps extends Pick<ChatDeps, 'api' | 'memory' | 'keptFiles' | 'newId' | 'now' | 'random' | 'isOnline'> {
  readonly session: Session;
  readonly store: ChatStore;
  readonly trouble: Trouble;
  /** a tapped button counted no more */
  onStale(): void;
}

export type Written = Pick<Pending, 'text' | 'choice' | 'files' | 'quote' | 'topic'>;

/** Sends messages in order, each with its files; they are kept until the desk has them. */
export interface Sending {
  write(written: Written): void;
  retry(id: string): void;
  discard(id: string): void;
  /** into the composer; false when they are more than a message can take, and only the first ones were taken */
  attach(files: readonly File[]): boolean;
  detach(key: string): void;
  /** a file that failed, once more */
  attachAgain(key: string): void;
  chosen(key: string): File | null;
  flush(): void;
  stop(): void;
}

export function createSending(deps: SendingDeps): Sending {
  const { api, memory, session, store, newId, now } = deps;
  const uploads = createUploads({
    ...deps,
    send: (file, progress, signal) => session.authorized((token) => api.sendFile(token, file, progress, signal)),
  });
  const leaving = createLeaving({ memory, store, uploads });
  const outbox = createMessages({ ...deps, uploads, leaving });

  return {
    write(written) {
      const pending: Pending = { ...written, id: newId(), at: now(), state: 'sending' };
      memory.keepPending(session.owner(), pending);
      uploads.keep(pending.files ?? []);
      store.dispatch({ type: 'written', pending });
    },
    retry(id) {
      store.dispatch({ type: 'pending', id, state: 'sending' });
      outbox.flush();
    },
    discard: leaving.discard,
    attach(files) {
      const room = maxFilesPerMessage - store.get().uploads.filter((each) => each.draft).length;
      for (const file of files.slice(0, room)) uploads.add(newId(), file);
      return files.length <= room;
    },
    detach: uploads.remove,
    attachAgain: uploads.again,
    chosen: uploads.chosen,
    flush() {
      uploads.nudge();
      outbox.flush();
    },
    stop() {
      outbox.stop();
      uploads.stop();
    },
  };
}

const find = (store: ChatStore, id: string): Pending | undefined => store.get().thread.pending.find((each) => each.id === id);

interface Leaving {
  /** the desk has the message: nothing of it is kept here any more */
  forget(pending: Pending): void;
  /** takes the message away unsent */
  discard(id: string): void;
}

function createLeaving({ memory, store, uploads }: Pick<MessagesDeps, 'memory' | 'store' | 'uploads'>): Leaving {
  function forget({ id, files = [] }: Pending): void {
    memory.dropPending(id);
    // What is back in the composer is the client's to take off.
    const back = new Set(store.get().uploads.flatMap((each) => (each.draft ? [each.key] : [])));
    for (const { key } of files) if (!back.has(key)) uploads.remove(key);
  }

  return {
    forget,
    discard(id) {
      const pending = find(store, id);
      if (pending !== undefined) forget(pending);
      store.dispatch({ type: 'dropped', id });
    },
  };
}

interface MessagesDeps extends SendingDeps {
  readonly uploads: Uploads;
  readonly leaving: Leaving;
}

/** Sends messages, and shows how far each has come. */
function createMessages(deps: MessagesDeps): Outbox {
  const { api, session, store, trouble, random, uploads, leaving, onStale } = deps;
  const { dispatch, get } = store;
  return createOutbox({
    post: (body) => session.authorized((token) => api.post(token, body)),
    bodyFor: (pending) => bodyFor(deps, pending),
    next: () => (consentOwed(get()) === null ? (get().thread.pending.find((each) => each.state !== 'failed') ?? null) : null),
    onSent(pending, { seq, at }) {
      trouble.end();
      dispatch({ type: 'sent', pending: find(store, pending.id) ?? pending, seq, at });
      dispatch({ type: 'consented' });
      leaving.forget(pending);
    },
    // The stream of what is new may stand while nothing is taken.
    onWaiting({ id }) {
      trouble.begin();
      dispatch({ type: 'pending', id, state: 'waiting' });
    },
    onFailed: ({ id }, why) => dispatch({ type: 'pending', id, state: 'failed', why }),
    onFilesGone({ id, files = [] }) {
      uploads.expire(files);
      dispatch({ type: 'files-gone', id });
    },
    onConsent: async () => void (await session.open()),
    onStale({ id }) {
      leaving.discard(id);
      onStale();
    },
    random,
  });
}

/** A file that does not go never keeps the words, or other files, from going: it is back in the composer. Null: nothing is left to send. */
async function bodyFor({ memory, session, store, uploads }: MessagesDeps, pending: Pending): Promise<PostMessage | null> {
  const wanted = pending.files ?? [];
  const settled = await uploads.settled(wanted);
  const files = settled.filter((each) => each !== null);
  if (find(store, pending.id) === undefined) return null;
  const keys = wanted.flatMap(({ key }, i) => (settled[i] === null ? [key] : []));
  // Broken off, not failed: the page is going, and what it had on its way is sent by the next one.
  if (keys.some((key) => store.get().uploads.find((each) => each.key === key)?.state !== 'failed')) return null;
  if (keys.length > 0) store.dispatch({ type: 'files-refused', id: pending.id, keys });
  const isEmpty = pending.text === '' && pending.choice === undefined && files.length === 0;
  if (isEmpty) {
    memory.dropPending(pending.id);
    store.dispatch({ type: 'dropped', id: pending.id });
    return null;
  }
  const known = find(store, pending.id);
  // From here on a reload needs no second upload.
  if (wanted.length > 0 && known !== undefined) memory.keepPending(session.owner(), known);
  const { session: opened, agreed } = store.get();
  const ids = files.map((each) => each.id);
  return bodyOf(pending, ids, opened?.consent === null ? null : agreed);
}
