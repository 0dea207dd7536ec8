import { maxFileBytes } from '../../domain/content.ts';
import type { ChatFile } from '../../http/chat/contract.ts';
import type { Drawer } from './drawer.ts';
import { type Bell, backoffMs, createBell } from './protocol/patience.ts';
import type { Reply } from './protocol/reply.ts';
import type { PendingFile } from './state/pending.ts';
import type { Store } from './state/store.ts';

export interface UploadsDeps {
  send(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Reply<ChatFile>>;
  readonly drawer: Drawer;
  readonly store: Store;
  readonly random: () => number;
}

export interface Uploads {
  /** into the composer: it goes up while the client is still writing */
  add(key: string, file: File): void;
  /** every file as the desk has it, however long that takes; null when one of them cannot be had */
  settled(files: readonly PendingFile[]): Promise<readonly ChatFile[] | null>;
  /** the desk has them no more: they go up again when they are asked for */
  expire(files: readonly PendingFile[]): void;
  remove(key: string): void;
  /** what was chosen, for a picture of it */
  chosen(key: string): File | null;
  /** those in a message that is now waiting outlive a reload */
  keep(files: readonly PendingFile[]): void;
  /** the connection may be back */
  nudge(): void;
  stop(): void;
}

interface Job {
  readonly file: File;
  readonly bell: Bell;
  readonly ended: AbortController;
  result: Promise<ChatFile | null>;
}

export function createUploads({ send, drawer, store, random }: UploadsDeps): Uploads {
  const jobs = new Map<string, Job>();

  async function run(key: string, { file, bell, ended }: Omit<Job, 'result'>): Promise<ChatFile | null> {
    const move = (change: { state?: 'uploading' | 'waiting' | 'failed'; progress?: number; problem?: 'refused' | null }): void =>
      store.dispatch({ type: 'upload-moved', key, change });
    for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
      move({ state: 'uploading', progress: 0, problem: null });
      const reply = await send(file, (progress) => move({ progress }), ended.signal);
      if (ended.signal.aborted) return null;
      if (reply.type === 'ok') {
        store.dispatch({ type: 'uploaded', key, file: reply.value });
        return reply.value;
      }
      if (reply.type === 'refused') {
        move({ state: 'failed', problem: 'refused' });
        return null;
      }
      move({ state: 'waiting' });
      await bell.wait((reply.type === 'later' ? reply.afterMs : null) ?? backoffMs(attempt, random));
    }
    return null;
  }

  function start(key: string, file: File): Job {
    const job = { file, bell: createBell(), ended: new AbortController() };
    const made: Job = { ...job, result: run(key, job) };
    jobs.set(key, made);
    return made;
  }

  async function one({ key, file, name, mediaType, size }: PendingFile): Promise<ChatFile | null> {
    if (file !== null) return file;
    const known = store.model().uploads.find((each) => each.key === key);
    const job = jobs.get(key);
    if (job !== undefined && known?.state !== 'failed') return job.result;
    const chosen = job?.file ?? (await drawer.find(key));
    if (known === undefined) {
      const upload = { key, name, mediaType, size, file: null, draft: false, progress: 0 };
      store.dispatch({ type: 'upload-added', upload: { ...upload, state: 'waiting', problem: null } });
    }
    if (chosen !== null) return start(key, chosen).result;
    store.dispatch({ type: 'upload-moved', key, change: { state: 'failed', problem: 'lost' } });
    return null;
  }

  return {
    add(key, file) {
      const { name, type: mediaType, size } = file;
      const isTooBig = size > maxFileBytes;
      const how = isTooBig ? ({ state: 'failed', problem: 'too-big' } as const) : ({ state: 'uploading', problem: null } as const);
      store.dispatch({ type: 'upload-added', upload: { key, name, mediaType, size, file: null, progress: 0, draft: true, ...how } });
      if (!isTooBig) start(key, file);
    },
    async settled(files) {
      const all = await Promise.all(files.map(one));
      return all.every((each) => each !== null) ? all : null;
    },
    expire(files) {
      for (const { key } of files) store.dispatch({ type: 'upload-moved', key, change: { state: 'failed', problem: 'refused' } });
    },
    remove(key) {
      const job = jobs.get(key);
      job?.ended.abort();
      job?.bell.ring();
      jobs.delete(key);
      store.dispatch({ type: 'upload-removed', key });
      void drawer.drop(key);
    },
    chosen: (key) => jobs.get(key)?.file ?? null,
    keep(files) {
      for (const { key, file } of files) {
        const job = jobs.get(key);
        if (file === null && job !== undefined) void drawer.keep(key, job.file);
      }
    },
    nudge: () => jobs.forEach(({ bell }) => void bell.ring()),
    stop() {
      for (const { ended, bell } of jobs.values()) {
        ended.abort();
        bell.ring();
      }
    },
  };
}
