import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const ownersOnly = { folder: 0o700, file: 0o600 };

/**
 * Makes a folder and the one `inside` it, for their owner only: who reads the files reads everything clients wrote. What an earlier
 * version left open to others is closed. A folder of somebody else's, such as a mounted volume, stays as it is.
 */
export async function makePrivateFolder(folder: string, inside: string): Promise<void> {
  await mkdir(join(folder, inside), { recursive: true, mode: ownersOnly.folder });
  await close(folder, ownersOnly.folder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isDirectory()) await close(join(entry.parentPath, entry.name), ownersOnly.folder);
    if (entry.isFile()) await close(join(entry.parentPath, entry.name), ownersOnly.file);
  }
}

async function close(path: string, mode: number): Promise<void> {
  await chmod(path, mode).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A file that went meanwhile, such as a socket of the database, needs no closing.
    if (code !== 'EPERM' && code !== 'EROFS' && code !== 'ENOENT') throw error;
  });
}
