import { maxFilesPerMessage } from '../../domain/content.ts';
import type { PostMessage } from '../../http/chat/protocol.ts';
import type { ChatDeps } from './chat-face.ts';
import { bodyOf, createOutbox } from './protocol/outbox.ts';
import type { Session } from './session.ts';
import type { ChatStore } from './state/chat-store.ts';
import { owed } from './state/model.ts';
import type { Pending } from './state/pending.ts';
import { createUploads } from './uploads.ts';

export interface MailDeps extends Pick<ChatDeps, 'api' | 'memory' | 'keptFiles' | 'newId' | 'now' | 'random'> {
  readonly session: Session;
  readonly store: ChatStore;
  /** a tapped button counted no more */
  onStale(): void;
}

export type Written = Pick<Pending, 'text' | 'choice' | 'files'>;

/** What the client sends: messages in order, each with its files, kept until the desk has them. */
export interface Mail {
  write(written: Written): void;
  retry(id: string): void;
  discard(id: string): void;
  attach(files: readonly File[]): boolean;
  detach(key: string): void;
  chosen(key: string): File | null;
  flush(): void;
  stop(): void;
}

export function createMail({ api, memory, keptFiles, session, store, newId, now, random, onStale }: MailDeps): Mail {
  const { dispatch, get: model } = store;
  const find = (id: string): Pending | undefined => model().thread.pending.find((each) => each.id === id);

  const uploads = createUploads({
    send: (file, progress, signal) => session.authorized((token) => api.sendFile(token, file, progress, signal)),
    keptFiles,
    store,
    random,
  });

  async function bodyFor(pending: Pending): Promise<PostMessage | null> {
    const files = await uploads.settled(pending.files ?? []);
    if (files === null) return null;
    const known = find(pending.id);
    // From here on a reload needs no second upload.
    if (files.length > 0 && known !== undefined) memory.keepPending(session.whose(), known);
    const consent = model().session?.consent === null ? null : model().agreed;
    return bodyOf(
      pending,
      files.map((each) => each.id),
      consent,
    );
  }

  function forget({ id, files = [] }: Pending): void {
    memory.dropPending(id);
    for (const { key } of files) uploads.remove(key);
  }

  function discard(id: string): void {
    const pending = find(id);
    if (pending !== undefined) forget(pending);
    dispatch({ type: 'dropped', id });
  }

  const outbox = createOutbox({
    post: (body) => session.authorized((token) => api.post(token, body)),
    bodyFor,
    next: () => (owed(model()) === null ? (model().thread.pending.find((each) => each.state !== 'failed') ?? null) : null),
    onSent(pending, { seq, at }) {
      dispatch({ type: 'sent', pending: find(pending.id) ?? pending, seq, at });
      dispatch({ type: 'consented' });
      forget(pending);
    },
    onWaiting: ({ id }) => dispatch({ type: 'pending', id, state: 'waiting' }),
    onFailed({ id, files = [] }, code) {
      if (code === 'unknown-file') {
        uploads.expire(files);
        dispatch({ type: 'files-gone', id });
      }
      dispatch({ type: 'pending', id, state: 'failed' });
    },
    onConsent: async () => void (await session.open()),
    onStale({ id }) {
      discard(id);
      onStale();
    },
    random,
  });

  return {
    write(written) {
      const pending: Pending = { ...written, id: newId(), at: now(), state: 'sending' };
      memory.keepPending(session.whose(), pending);
      uploads.keep(pending.files ?? []);
      dispatch({ type: 'written', pending });
    },
    retry(id) {
      dispatch({ type: 'pending', id, state: 'sending' });
      outbox.flush();
    },
    discard,
    attach(files) {
      const room = maxFilesPerMessage - model().uploads.filter((each) => each.draft).length;
      for (const file of files.slice(0, room)) uploads.add(newId(), file);
      return files.length <= room;
    },
    detach: uploads.remove,
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
