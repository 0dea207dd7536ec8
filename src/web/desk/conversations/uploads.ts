import { maxFilesPerMessage } from '../../../domain/content.ts';
import type { ShownFile as Stored } from '../../../http/files/file.ts';
import { fileRetryMs, troubleBefore } from '../../kit/file-trouble.ts';
import { createTransfers, type Moved } from '../../kit/transfers.ts';
import type { Answer, Problem } from '../call.ts';
import type { PageStore } from '../page-store.ts';
import type { Mode } from './drafts.ts';

/** A file on its way into a message that is being written. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** a small picture as a data address */
  readonly preview: string | null;
  readonly state: 'sending' | 'ready' | 'failed';
  /** 0..1 */
  readonly share: number;
  readonly stored: Stored | null;
  readonly problem: Problem | null;
}

/** What cannot even be tried, found before a byte is sent. */
export type Refused = { readonly type: 'too-big' | 'empty'; readonly name: string } | { readonly type: 'too-many' };

export const editorKey = (conversation: string, mode: Mode): string => `${conversation} ${mode}`;

/** Tells which of the files may go, and why the others may not. */
export function admitted<T extends { readonly name: string; readonly size: number }>(
  files: readonly T[],
  already: number,
): { readonly taken: readonly T[]; readonly refused: readonly Refused[] } {
  const refused: Refused[] = [];
  const taken: T[] = [];
  for (const file of files) {
    const trouble = troubleBefore(file);
    if (trouble === 'too-big' || trouble === 'empty') refused.push({ type: trouble, name: file.name });
    else if (already + taken.length >= maxFilesPerMessage) {
      if (!refused.some((each) => each.type === 'too-many')) refused.push({ type: 'too-many' });
    } else taken.push(file);
  }
  return { taken, refused };
}

export interface UploadsDeps {
  readonly store: PageStore;
  readonly newKey: () => string;
  readonly send: (file: File, progress: (share: number) => void, signal: AbortSignal) => Promise<Answer<Stored>>;
  readonly preview: (file: File) => Promise<string | null>;
  /** 0..1 */
  readonly random: () => number;
}

/** Sends files as soon as they are chosen, so that they are there when the words are written. */
export function createUploads({ store, newKey, send, preview, random }: UploadsDeps) {
  const transfers = createTransfers<Stored, Problem>({
    send,
    retryMs: (problem, attempt) => fileRetryMs(problem, attempt, store.get().link !== 'live', random),
  });

  const change = (editor: string, key: string, next: Partial<Upload>): void =>
    store.dispatch({ type: 'upload-changed', editor, key, next });
  const start = (editor: string, key: string, file: File): void =>
    void transfers.start(key, file, (to) => change(editor, key, changeFor(to)));

  function add(editor: string, file: File): void {
    const key = newKey();
    const { name, size } = file;
    const upload: Upload = { key, name, size, preview: null, state: 'sending', share: 0, stored: null, problem: null };
    store.dispatch({ type: 'upload-added', editor, upload });
    void preview(file).then((picture) => change(editor, key, { preview: picture }));
    start(editor, key, file);
  }

  return {
    /** Says which files are refused; the others are on their way. */
    attach(editor: string, chosen: readonly File[]): readonly Refused[] {
      const { taken, refused } = admitted(chosen, (store.get().uploads[editor] ?? []).length);
      for (const file of taken) add(editor, file);
      return refused;
    },
    uploadAgain(editor: string, key: string): void {
      const file = transfers.file(key);
      if (file !== null) start(editor, key, file);
    },
    withdraw(editor: string, key: string): void {
      transfers.drop(key);
      store.dispatch({ type: 'upload-removed', editor, key });
    },
  };
}

export type Uploads = ReturnType<typeof createUploads>;

function changeFor(to: Moved<Stored, Problem>): Partial<Upload> {
  switch (to.state) {
    case 'sending':
    case 'waiting':
      return { state: 'sending', share: to.share, problem: null };
    case 'sent':
      return { state: 'ready', share: 1, stored: to.value };
    case 'failed':
      return { state: 'failed', problem: to.problem };
  }
}
