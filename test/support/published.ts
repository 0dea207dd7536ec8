import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where what others have published lies: beside this clone, since it is not ours to publish. */
const folder = join(import.meta.dirname, '../../../shared/specs');

export const publishedPath = (name: string): string => join(folder, name);

/** Reads a published description; null where it is not at hand. */
export function readPublished<T>(name: string): T | null {
  const path = publishedPath(name);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;
}
