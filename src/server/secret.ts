import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretFile } from '../config.ts';

/** Reads the secret kept next to the embedded database, or makes it when there is none. Readable by its owner only. */
export async function keptSecret(dataFolder: string): Promise<string> {
  const file = join(dataFolder, secretFile);
  try {
    const made = randomBytes(32).toString('base64url');
    await writeFile(file, `${made}\n`, { flag: 'wx', mode: 0o600 });
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  await chmod(file, 0o600);
  const kept = (await readFile(file, 'utf8')).trim();
  if (kept.length < 32) throw new Error(`${file} holds no secret of at least 32 characters; delete it to have a new one made`);
  return kept;
}
