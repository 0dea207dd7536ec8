import type { Context } from 'hono';

/** A file of the built pages. */
export interface StaticFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer> | null;
  readonly type: string;
  readonly etag: string;
  /** its name changes with its content */
  readonly immutable: boolean;
}

/** Built pages by path, `widget.js`, `desk/index.html`; null for what is not there. */
export type FileSource = (path: string) => StaticFile | null;

/** A file as an answer: hashed names may be kept for ever, others are asked about again. */
export function answerFile(c: Context, file: StaticFile): Response {
  c.header('etag', file.etag);
  c.header('vary', 'accept-encoding');
  c.header('cache-control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (matches(c.req.header('if-none-match'), file.etag)) return c.body(null, 304);
  c.header('content-type', file.type);
  const takesGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  if (file.gzip === null || !takesGzip) return c.body(file.body);
  c.header('content-encoding', 'gzip');
  return c.body(file.gzip);
}

function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag || each.trim() === '*');
}
