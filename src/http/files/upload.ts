import type { Context } from 'hono';
import { maxFileBytes } from '../../domain/content.ts';
import { storeFile } from '../../files/store.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import type { ShownFile } from './file.ts';
import { linked } from './link.ts';

/** Seconds until whoever has too many unused files may have sent some of them. */
const retryAfter = '60';

/** The body becomes a file of whoever sends it; it waits to be sent with a message. */
export async function upload(deps: HttpDeps, c: Context, by: string): Promise<ShownFile> {
  if (Number(c.req.header('content-length') ?? 0) > maxFileBytes) throw new HttpError('too-large');
  const bytes = c.req.raw.body;
  const stored = bytes === null ? empty : await storeFile(deps, { bytes, name: nameOf(c.req.header('x-file-name')), by });
  if (stored.type === 'stored') {
    deps.log.info({ file: stored.file.id, size: stored.file.size, type: stored.file.mediaType }, 'file stored');
    return linked(deps, stored.file);
  }
  switch (stored.code) {
    case 'too-large':
      throw new HttpError('too-large');
    case 'too-many':
      throw new HttpError('too-many-requests', undefined, { 'retry-after': retryAfter });
    default:
      throw new HttpError('invalid-request', [{ path: '', message: 'the file is empty' }]);
  }
}

const empty = { type: 'refused', code: 'empty' } as const;

/** Headers are ASCII: the name comes percent-encoded. One that is not is taken as it stands. */
function nameOf(header: string | undefined): string {
  try {
    return decodeURIComponent(header ?? '');
  } catch {
    return header ?? '';
  }
}
