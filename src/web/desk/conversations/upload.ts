import type { ShownFile as Stored } from '../../../http/files/file.ts';
import { type Answer, problemIn } from '../call.ts';

export interface UploadDeps {
  readonly csrf: () => string;
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file's bytes. The only request that is not a `fetch`: that one cannot tell how far it has come. */
export function upload(file: File, { csrf, progress, signal }: UploadDeps): Promise<Answer<Stored>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const lost = (): void => resolve({ ok: false, problem: { code: 'network', message: '', status: 0 } });
    request.open('POST', '/desk/api/files');
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('x-csrf-token', csrf());
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      const isDone = request.status >= 200 && request.status < 300 && request.response !== null;
      resolve(isDone ? { ok: true, value: request.response } : { ok: false, problem: problemIn(request.response, request.status) });
    });
    request.addEventListener('error', lost);
    request.addEventListener('abort', lost);
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** Longest side of a preview, px. */
const previewPx = 160;

/** A picture in small, as a data address: the policy of the page allows no other of its own making. Null for what is no picture. */
export async function previewOf(file: File): Promise<string | null> {
  if (!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(file.type)) return null;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, previewPx / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return canvas.toDataURL('image/webp', 0.8);
  } catch {
    return null;
  }
}
