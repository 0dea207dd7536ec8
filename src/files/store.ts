import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64 } from '../db/base64.ts';
import type { Db } from '../db/db.ts';
import { abandonFile, addChunk, beginFile, type Cap, type Caps, endFile } from '../db/uploads.ts';
import { type Attachment, maxFileBytes } from '../domain/content.ts';
import type { NewId } from '../domain/ids.ts';
import type { UploadCaps } from './caps.ts';
import { chunked, piecesOf } from './chunks.ts';
import { mediaTypeOf } from './media-type.ts';
import { cleanName } from './name.ts';

interface StoreDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly newId: NewId;
  readonly caps: UploadCaps;
}

export interface Upload {
  readonly bytes: ReadableStream<Uint8Array>;
  /** as its sender calls it */
  readonly name: string;
  /** who may send it */
  readonly by: string;
  /** of a stranger: what tells their network address from others */
  readonly from: string | null;
  /** bytes it says it has; null where it does not */
  readonly announced: number | null;
}

export type Stored = Written | { readonly type: 'over-cap'; readonly cap: Cap } | { readonly type: 'no-room' };

/** Unused files one uploader may have. */
const maxUnused = 20;

/** Stores a file as it comes, a chunk in memory at a time. What does not come whole leaves no bytes behind. */
export function storeFile({ db, now, newId, caps }: StoreDeps, { bytes, name, by, from, announced }: Upload): Promise<Stored> {
  const what = { id: newId<'attachment'>(), name, by, from, announced, bytes: piecesOf(bytes) };
  return writeFile({ db, now }, what, { unused: maxUnused, ...caps });
}

export type Written = { readonly type: 'stored'; readonly file: Attachment } | { readonly type: 'too-large' } | { readonly type: 'empty' };

interface Coming extends Omit<Upload, 'bytes'> {
  readonly id: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Writes a file under an id, chunk by chunk, as far as the caps allow. */
export async function writeFile(
  { db, now }: Pick<StoreDeps, 'db' | 'now'>,
  { id, name, by, from, announced, bytes }: Coming,
  caps: Caps,
): Promise<Stored> {
  const hash = sha256.create();
  let file: Attachment | null = null;
  let refused: Stored | null = null;
  let [size, read, n] = [0, 0, 0];
  try {
    for await (const chunk of chunked(bytes)) {
      read += chunk.length;
      if (read > maxFileBytes) {
        refused ??= { type: 'too-large' };
        break;
      }
      // A browser reads an answer only when it has sent its file: what is refused is taken and thrown away.
      if (refused !== null) continue;
      if (!(await db.room.has('files'))) refused = { type: 'no-room' };
      else if (file === null) {
        const begun = { id, name: cleanName(name), mediaType: await mediaTypeOf(chunk) };
        const cap = await beginFile(db, { ...begun, by, from, announced: announced ?? maxFileBytes, at: now() }, caps);
        if (cap === null) file = { ...begun, size: 0 };
        else refused = { type: 'over-cap', cap };
      }
      if (refused !== null) continue;
      hash.update(chunk);
      await addChunk(db, id, n++, toBase64(chunk));
      size += chunk.length;
    }
    if (refused !== null && file !== null) await abandonFile(db, id, size);
    if (refused !== null) return refused;
    if (file === null) return { type: 'empty' };
    await endFile(db, id, { size, sha256: hex(hash.digest()), at: now() });
    return { type: 'stored', file: { ...file, size } };
  } catch (error) {
    // Should this fail too, the file is swept away later.
    if (file !== null) await abandonFile(db, id, size).catch(() => {});
    throw error;
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
