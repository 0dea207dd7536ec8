import type { Context } from 'hono';
import { maxFileBytes } from '../../domain/content.ts';
import { assertNever } from '../../domain/never.ts';
import { BrokenOff } from '../../files/chunks.ts';
import { type Stored, storeFile } from '../../files/store.ts';
import { brokenOff } from '../body.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { mac } from '../keys.ts';
import type { ShownFile } from './file.ts';
import { linked } from './link.ts';

/** Seconds until whoever has too many unused files may have sent some of them, and until some of a day's share is given back. */
const [unusedSeconds, shareSeconds] = ['60', '3600'];
/** … and until somebody may have made room on the disk. */
const roomSeconds = '60';

export interface Uploader {
  /** who may send the file */
  readonly by: string;
  /** nobody has proved who they are: their network address counts, too */
  readonly isStranger: boolean;
}

/** The body becomes a file of whoever sends it; it waits to be sent with a message. */
export async function upload(deps: HttpDeps, c: Context, { by, isStranger }: Uploader): Promise<ShownFile> {
  const length = c.req.header('content-length');
  const announced = length === undefined ? null : Number(length);
  if ((announced ?? 0) > maxFileBytes) throw new HttpError('too-large');
  const bytes = c.req.raw.body;
  const address = isStranger ? deps.addressOf(c) : null;
  // Tells addresses apart without keeping them. One that is not known is nobody's in particular: no cap of an address holds for it.
  const from = isStranger ? await mac(deps.keys['address'], address ?? '') : null;
  const caps = address === null ? { ...deps.caps, address: null } : deps.caps;
  const stored: Stored =
    bytes === null
      ? { type: 'empty' }
      : await storeFile({ ...deps, caps }, { bytes, name: nameOf(c.req.header('x-file-name')), by, from, announced }).catch(
          (error: unknown) => {
            throw error instanceof BrokenOff ? brokenOff() : error;
          },
        );
  switch (stored.type) {
    case 'stored':
      deps.log.info({ file: stored.file.id, size: stored.file.size, type: stored.file.mediaType }, 'file stored');
      return linked(deps, stored.file);
    case 'too-large':
      throw new HttpError('too-large');
    case 'empty':
      throw new HttpError('empty-file');
    case 'no-room':
      throw new HttpError('disk-full', undefined, { 'retry-after': roomSeconds });
    case 'over-cap':
      throw stored.cap === 'unused'
        ? new HttpError('too-many-requests', undefined, { 'retry-after': unusedSeconds })
        : new HttpError('uploads-spent', { cap: stored.cap }, { 'retry-after': shareSeconds });
    default:
      return assertNever(stored);
  }
}

/** Headers are ASCII: the name comes percent-encoded. One that is not is taken as it stands. */
function nameOf(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '');
  } catch {
    return header ?? '';
  }
}
