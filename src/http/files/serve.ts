import type { Context } from 'hono';
import { z } from 'zod';
import { findFile, readChunk, type StoredFile } from '../../db/files.ts';
import { streamOf } from '../../files/chunks.ts';
import { isShown } from '../../files/media-type.ts';
import { rangeOf } from '../../files/range.ts';
import { signedLink } from '../access.ts';
import type { HttpDeps } from '../deps.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';
import { linkEnds } from './link.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const linkQuery = z.object({
  exp: z.string().optional().describe('Part of the link.'),
  sig: z.string().optional().describe('Part of the link.'),
  download: z.string().optional().describe('1: to be saved in any case.'),
});

/** Files by their signed links: whoever holds one may read it, without a session. */
export const fileOperations = [
  operation({
    method: 'get',
    path: '/files/:id/:name',
    access: signedLink,
    tag: 'files',
    summary: 'A file that came with a message',
    description:
      'By a link as messages carry it. Pictures, PDF, sound and video are shown by the browser, everything else is saved; nothing is ever run.',
    query: linkQuery,
    headers: { range: 'One range of bytes.', 'if-range': 'The ETag the range belongs to.', 'if-none-match': 'The ETag one has.' },
    answer: { status: 200, words: 'The file.', type: '*/*' },
    also: { 206: { words: 'The bytes asked for.', type: '*/*' }, 304: 'It has not changed.' },
    errors: ['link-invalid', 'unknown-file', 'range-not-satisfiable'],
    async handle(http, { c, params: { id }, query: { exp = '', sig = '' } }) {
      const left = uuid.test(id) ? await linkEnds(http, id, exp, sig) : null;
      if (left === null) throw new HttpError('link-invalid');
      const file = await findFile(http.db, id);
      if (file === null) throw new HttpError('unknown-file');
      return serve(c, http, file, left);
    },
  }),
] as const;

function serve(c: Context, { db }: HttpDeps, file: StoredFile, secondsLeft: number): Response {
  const etag = `"${file.sha256}"`;
  const ifRange = c.req.header('if-range');
  const range = rangeOf(ifRange === undefined || ifRange === etag ? c.req.header('range') : undefined, file.size);
  if (range.type === 'unsatisfiable') throw new HttpError('range-not-satisfiable', undefined, { 'content-range': `bytes */${file.size}` });
  for (const [name, value] of Object.entries(headersOf(file, c.req.query('download') === '1'))) c.header(name, value);
  c.header('cache-control', `private, max-age=${secondsLeft}`);
  c.header('etag', etag);
  c.header('accept-ranges', 'bytes');
  if (
    c.req
      .header('if-none-match')
      ?.split(',')
      .some((each) => each.trim() === etag)
  )
    return c.body(null, 304);
  const [from, to] = range.type === 'part' ? [range.from, range.to] : [0, file.size - 1];
  if (range.type === 'part') c.header('content-range', `bytes ${from}-${to}/${file.size}`);
  c.header('content-length', String(to - from + 1));
  const status = range.type === 'part' ? 206 : 200;
  if (c.req.method === 'HEAD') return c.body(null, status);
  return c.body(
    streamOf((n) => readChunk(db, file.id, n), from, to),
    status,
  );
}

/** What keeps a file from being anything but bytes to look at. */
function headersOf({ name, mediaType }: StoredFile, isSaved: boolean): Record<string, string> {
  const isInline = isShown(mediaType) && !isSaved;
  const type = isShown(mediaType) || mediaType === 'text/plain' ? mediaType : 'application/octet-stream';
  return {
    'content-type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'content-disposition': `${isInline ? 'inline' : 'attachment'}; filename="${asciiName(name)}"; filename*=UTF-8''${encoded(name)}`,
    'content-security-policy': policyFor(type),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // The chat shows files on the company's own site.
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

/** Browsers refuse to show a PDF inside a sandbox; their readers keep its scripts away from us by themselves. */
function policyFor(type: string): string {
  const nothing = "default-src 'none'; frame-ancestors 'none'";
  return type === 'application/pdf' ? `${nothing}; object-src 'self'; style-src 'unsafe-inline'` : `${nothing}; sandbox`;
}

function asciiName(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
}

/** As RFC 8187 wants it: also what `encodeURIComponent` leaves alone but headers do not take. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}
