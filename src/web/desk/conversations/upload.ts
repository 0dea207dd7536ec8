import type { ShownFile as Stored } from '../../../http/files/file.ts';
import { isPicture } from '../../kit/pictures.ts';
import { postFile } from '../../kit/post-file.ts';
import { type Answer, problemIn } from '../call.ts';

export interface UploadDeps {
  readonly csrf: () => string;
  readonly progress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file's bytes. The only request that is not a `fetch`: that one cannot tell how far it has come. */
export async function upload(file: File, { csrf, progress, signal }: UploadDeps): Promise<Answer<Stored>> {
  const response = await postFile({ url: '/desk/api/files', file, headers: { 'x-csrf-token': csrf() }, progress, signal });
  if (response === 'unreadable') return { ok: false, problem: { code: response, message: '', status: 0 } };
  if (response === null) return { ok: false, problem: { code: 'network', message: '', status: 0 } };
  const body = await response.json().catch(() => null);
  return response.ok && body !== null ? { ok: true, value: body } : { ok: false, problem: problemIn(body, response.status) };
}

/** Longest side of a preview, px. */
const previewPx = 160;

/** Draws a picture in small, as a data address: the policy of the page allows no other of its own making. Null for what is no picture. */
export async function previewOf(file: File): Promise<string | null> {
  if (!isPicture(file.type)) return null;
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
