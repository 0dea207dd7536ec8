import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder belongs to a process that is alive. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string, pid: number) {
    super(`the data folder ${folder} is in use by process ${pid}; stop that server first, or set OKNO_DATA to another folder`);
  }
}

/**
 * Takes the folder for this process, and returns the function that gives it back. The embedded database would not notice
 * a second process. A lock left by a process that was killed is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'okno.lock');
  const mine = JSON.stringify({ pid: process.pid, started: await startOf(process.pid) });
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx' });
      return () => unlink(file).catch(() => {});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await holderOf(file);
    if (holder !== null) throw new FolderInUse(folder, holder);
    await unlink(file).catch(() => {});
  }
}

async function holderOf(file: string): Promise<number | null> {
  try {
    const { pid, started } = JSON.parse(await readFile(file, 'utf8')) as { pid: number; started: string | null };
    return isAlive(pid) && (await startOf(pid)) === started ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Reads when a process began, in the kernel's ticks, so that a reused number is not taken for the process that had it; null where the system does not show it. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat === null ? null : (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null);
}
