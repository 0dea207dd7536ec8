import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FileSource, StaticFile } from '../http/files/files.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const packed = new Set(['.png', '.ico', '.woff2']);
const zip = promisify(gzip);

/** Reads the built pages, once: there are few, and a name that is not in the folder leads nowhere. Empty when there is no such folder. */
export async function readFiles(folder: string): Promise<{ source: FileSource; count: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const known = entries.filter((entry) => entry.isFile() && extname(entry.name) in types);
  const files = new Map<string, StaticFile>();
  await Promise.all(
    known.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(folder.length + 1).replaceAll('\\', '/'), await staticFile(path));
    }),
  );
  return { source: (path) => files.get(path) ?? null, count: files.size };
}

async function staticFile(path: string): Promise<StaticFile> {
  const body = new Uint8Array(await readFile(path));
  const extension = extname(path);
  return {
    body,
    gzip: packed.has(extension) ? null : new Uint8Array(await zip(body)),
    type: types[extension] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    immutable: /[\\/]assets[\\/]/.test(path),
  };
}
