import { maxFileBytes } from '../../domain/content.ts';
import type { ChatFile } from '../../http/chat/protocol.ts';
import { createTransfers, type Moved } from '../kit/transfers.ts';
import type { KeptFiles } from './kept-files.ts';
import type { Reply } from './protocol/reply.ts';
import { retryMs } from './protocol/retry.ts';
import type { ChatStore } from './state/chat-store.ts';
import type { PendingFile } from './state/pending.ts';
import type { UploadAction } from './state/uploads.ts';

export interface UploadsDeps {
  send(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Reply<ChatFile>>;
  readonly keptFiles: KeptFiles;
  readonly store: ChatStore;
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

export function createUploads({ send, keptFiles, store, random }: UploadsDeps): Uploads {
  const transfers = createTransfers<ChatFile, NotSent>({
    async send(file, progress, signal) {
      const reply = await send(file, progress, signal);
      return reply.type === 'ok' ? { ok: true, value: reply.value } : { ok: false, problem: reply };
    },
    retryMs(problem, attempt) {
      if (problem.type === 'refused') return null;
      return (problem.type === 'later' ? problem.afterMs : null) ?? retryMs(attempt, random);
    },
  });
  const start = (key: string, file: File): Promise<ChatFile | null> =>
    transfers.start(key, file, (to) => store.dispatch(actionFor(key, to)));

  async function settledOne({ key, file, name, mediaType, size }: PendingFile): Promise<ChatFile | null> {
    if (file !== null) return file;
    const known = store.get().uploads.find((each) => each.key === key);
    const result = transfers.result(key);
    if (result !== null && known?.state !== 'failed') return result;
    const chosen = transfers.file(key) ?? (await keptFiles.find(key));
    if (known === undefined) {
      const upload = { key, name, mediaType, size, file: null, draft: false, progress: 0 };
      store.dispatch({ type: 'upload-added', upload: { ...upload, state: 'waiting', problem: null } });
    }
    if (chosen !== null) return start(key, chosen);
    store.dispatch({ type: 'upload-moved', key, change: { state: 'failed', problem: 'lost' } });
    return null;
  }

  return {
    add(key, file) {
      const { name, type: mediaType, size } = file;
      const isTooBig = size > maxFileBytes;
      const how = isTooBig ? ({ state: 'failed', problem: 'too-big' } as const) : ({ state: 'uploading', problem: null } as const);
      store.dispatch({ type: 'upload-added', upload: { key, name, mediaType, size, file: null, progress: 0, draft: true, ...how } });
      if (!isTooBig) void start(key, file);
    },
    async settled(files) {
      const all = await Promise.all(files.map(settledOne));
      return all.every((each) => each !== null) ? all : null;
    },
    expire(files) {
      for (const { key } of files) store.dispatch({ type: 'upload-moved', key, change: { state: 'failed', problem: 'refused' } });
    },
    remove(key) {
      transfers.drop(key);
      store.dispatch({ type: 'upload-removed', key });
      void keptFiles.drop(key);
    },
    chosen: transfers.file,
    keep(files) {
      for (const { key, file } of files) {
        const chosen = transfers.file(key);
        if (file === null && chosen !== null) void keptFiles.keep(key, chosen);
      }
    },
    nudge: transfers.nudge,
    stop: transfers.stop,
  };
}

type NotSent = Exclude<Reply<ChatFile>, { type: 'ok' }>;

function actionFor(key: string, to: Moved<ChatFile, NotSent>): UploadAction {
  switch (to.state) {
    case 'sending':
      return { type: 'upload-moved', key, change: { state: 'uploading', progress: to.share, problem: null } };
    case 'waiting':
      return { type: 'upload-moved', key, change: { state: 'waiting' } };
    case 'sent':
      return { type: 'uploaded', key, file: to.value };
    case 'failed':
      return { type: 'upload-moved', key, change: { state: 'failed', problem: 'refused' } };
  }
}
