import type { ChatFile } from '../../http/chat/protocol.ts';
import { type FailedTry, fileRetryMs, troubleBefore, troubleOf } from '../kit/file-trouble.ts';
import { createTransfers, type Moved, type Transfers } from '../kit/transfers.ts';
import type { KeptFiles } from './kept-files.ts';
import type { Reply } from './protocol/reply.ts';
import type { ChatStore } from './state/chat-store.ts';
import type { PendingFile } from './state/pending.ts';
import type { Upload, UploadAction } from './state/uploads.ts';

export interface UploadsDeps {
  send(file: File, progress: (share: number) => void, signal: AbortSignal): Promise<Reply<ChatFile>>;
  readonly keptFiles: KeptFiles;
  readonly store: ChatStore;
  readonly random: () => number;
  readonly isOnline: () => boolean;
}

export interface Uploads {
  /** into the composer: it goes up while the client is still writing */
  add(key: string, file: File): void;
  /** every file as the desk has it, however long that takes; null in the place of one that does not go */
  settled(files: readonly PendingFile[]): Promise<readonly (ChatFile | null)[]>;
  /** a failed one once more */
  again(key: string): void;
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

export function createUploads({ send, keptFiles, store, random, isOnline }: UploadsDeps): Uploads {
  const transfers = createTransfers<ChatFile, FailedTry>({
    async send(file, progress, signal) {
      const reply = await send(file, progress, signal);
      return reply.type === 'ok' ? { ok: true, value: reply.value } : { ok: false, problem: failedTry(reply) };
    },
    retryMs: (problem, attempt) => fileRetryMs(problem, attempt, store.get().troubled || !isOnline(), random),
  });
  const start = (key: string, file: File): Promise<ChatFile | null> =>
    transfers.start(key, file, (to) => store.dispatch(actionFor(key, to)));

  const settledOne = (file: PendingFile): Promise<ChatFile | null> => settle({ transfers, keptFiles, store, start }, file);

  return {
    add(key, file) {
      const { name, type: mediaType, size } = file;
      const problem = troubleBefore(file);
      const state = problem === null ? 'uploading' : 'failed';
      const upload: Upload = { key, name, mediaType, size, file: null, progress: 0, draft: true, state, problem };
      store.dispatch({ type: 'upload-added', upload });
      if (problem === null) void start(key, file);
    },
    settled: (files) => Promise.all(files.map(settledOne)),
    again(key) {
      const file = transfers.file(key);
      if (file !== null) void start(key, file);
    },
    expire(files) {
      for (const { key } of files) store.dispatch({ type: 'upload-moved', key, change: { state: 'failed', problem: 'lost' } });
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

interface Settling extends Pick<UploadsDeps, 'keptFiles' | 'store'> {
  readonly transfers: Transfers<ChatFile, FailedTry>;
  readonly start: (key: string, file: File) => Promise<ChatFile | null>;
}

/** Waits for a file of a message; one that is not under way, because the page was loaded anew, is sent up from what the browser kept. */
async function settle(
  { transfers, keptFiles, store, start }: Settling,
  { key, file, name, mediaType, size }: PendingFile,
): Promise<ChatFile | null> {
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

function failedTry(reply: Exclude<Reply<ChatFile>, { type: 'ok' }>): FailedTry {
  if (reply.type === 'refused') return reply;
  return { status: reply.type === 'later' && reply.cause !== 'network' ? 503 : 0, code: '' };
}

function actionFor(key: string, to: Moved<ChatFile, FailedTry>): UploadAction {
  switch (to.state) {
    case 'sending':
      return { type: 'upload-moved', key, change: { state: 'uploading', progress: to.share, problem: null } };
    case 'waiting':
      return { type: 'upload-moved', key, change: { state: 'waiting' } };
    case 'sent':
      return { type: 'uploaded', key, file: to.value };
    case 'failed':
      return { type: 'upload-moved', key, change: { state: 'failed', problem: troubleOf(to.problem) } };
  }
}
