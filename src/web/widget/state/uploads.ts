import type { ChatFile } from '../../../http/chat/protocol.ts';
import type { FileTrouble } from '../../kit/file-trouble.ts';
import type { PendingFile } from './pending.ts';

/** A file on its way to the desk. `waiting`: for a connection; `failed` stays so until it is tried again or taken away. */
export interface Upload extends PendingFile {
  readonly state: 'uploading' | 'waiting' | 'done' | 'failed';
  /** 0..1 */
  readonly progress: number;
  readonly problem: FileTrouble | null;
  /** still in the composer, in no message yet */
  readonly draft: boolean;
}

export type UploadAction =
  | { readonly type: 'upload-added'; readonly upload: Upload }
  | { readonly type: 'upload-moved'; readonly key: string; readonly change: Partial<Pick<Upload, 'state' | 'progress' | 'problem'>> }
  | { readonly type: 'uploaded'; readonly key: string; readonly file: ChatFile }
  | { readonly type: 'upload-removed'; readonly key: string }
  /** those of the composer that can be sent went out with a message */
  | { readonly type: 'draft-sent' }
  /** a message goes without these: they are back in the composer, which says why */
  | { readonly type: 'files-refused'; readonly id: string; readonly keys: readonly string[] };

export function reduceUploads(uploads: readonly Upload[], action: UploadAction): readonly Upload[] {
  const change = (key: string, to: Partial<Upload>) => uploads.map((each) => (each.key === key ? { ...each, ...to } : each));
  switch (action.type) {
    case 'upload-added':
      return [...uploads, action.upload];
    case 'upload-moved':
      return change(action.key, action.change);
    case 'uploaded':
      return change(action.key, { state: 'done', progress: 1, problem: null, file: action.file });
    case 'upload-removed':
      return uploads.filter((each) => each.key !== action.key);
    case 'files-refused':
      return uploads.map((each) => (action.keys.includes(each.key) ? { ...each, draft: true } : each));
    case 'draft-sent':
      return uploads.map((each) => (each.draft && each.state !== 'failed' ? { ...each, draft: false } : each));
  }
}

/** Returns which of the composer's files go with the next message. */
export function sendable(uploads: readonly Upload[]): readonly PendingFile[] {
  return uploads
    .filter((each) => each.draft && each.state !== 'failed')
    .map(({ key, name, mediaType, size, file }) => ({ key, name, mediaType, size, file }));
}
