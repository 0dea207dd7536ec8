import { sha256 } from '@noble/hashes/sha2.js';
import type { Queries } from '../db/db.ts';
import { addChunk, beginFile, countUnused, dropFile, endFile } from '../db/files.ts';
import { type Attachment, maxFileBytes } from '../domain/content.ts';
import type { NewId } from '../domain/ids.ts';
import { chunked, piecesOf } from './chunks.ts';
import { mediaTypeOf } from './media-type.ts';
import { cleanName } from './name.ts';

interface StoreDeps {
  readonly db: Queries;
  readonly now: () => Date;
  readonly newId: NewId;
}

export interface Upload {
  readonly bytes: ReadableStream<Uint8Array>;
  /** as its sender calls it */
  readonly name: string;
  /** who may send it */
  readonly by: string;
}

export type Stored =
  | { readonly type: 'stored'; readonly file: Attachment }
  | { readonly type: 'refused'; readonly code: 'too-large' | 'empty' | 'too-many' };

/** Unused files one uploader may have. */
const maxUnused = 20;

/** Stores a file as it comes, a chunk in memory at a time. What does not come whole leaves nothing behind. */
export async function storeFile({ db, now, newId }: StoreDeps, { bytes, name, by }: Upload): Promise<Stored> {
  if ((await countUnused(db, by)) >= maxUnused) return { type: 'refused', code: 'too-many' };
  const written = await writeFile({ db, now }, { id: newId<'attachment'>(), name, by, bytes: piecesOf(bytes) });
  return written.type === 'stored' ? written : { type: 'refused', code: written.type };
}

export type Written = { readonly type: 'stored'; readonly file: Attachment } | { readonly type: 'too-large' } | { readonly type: 'empty' };

/** Writes a file under an id, chunk by chunk. `by`: who may send it; null for one whose message is there already. */
export async function writeFile(
  { db, now }: Omit<StoreDeps, 'newId'>,
  {
    id,
    name,
    by,
    bytes,
  }: { readonly id: string; readonly name: string; readonly by: string | null; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<Written> {
  const hash = sha256.create();
  let file: Attachment | null = null;
  let size = 0;
  let n = 0;
  try {
    for await (const chunk of chunked(bytes)) {
      size += chunk.length;
      if (size > maxFileBytes) {
        await dropFile(db, id);
        return { type: 'too-large' };
      }
      if (file === null) {
        file = { id, name: cleanName(name), mediaType: await mediaTypeOf(chunk), size: 0 };
        await beginFile(db, { ...file, by, at: now() });
      }
      hash.update(chunk);
      await addChunk(db, id, n++, chunk);
    }
    if (file === null) return { type: 'empty' };
    await endFile(db, id, { size, sha256: hex(hash.digest()), at: now() });
    return { type: 'stored', file: { ...file, size } };
  } catch (error) {
    // Should this fail too, the file is swept away later.
    await dropFile(db, id).catch(() => {});
    throw error;
  }
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
