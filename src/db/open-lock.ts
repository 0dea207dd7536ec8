import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The folder belongs to another process that is alive. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  constructor(folder: string) {
    super(`the data folder ${folder} is in use by another process; stop that server first, or set OKNO_DATA to another folder`);
  }
}

/** An empty SQLite database: the transaction that is open on it is the lock. */
const lockFile = 'lock.sqlite';
/** SQLITE_BUSY: somebody else has the lock. */
const busy = 5;

/**
 * Takes the folder for this process, and returns the function that gives it back. The embedded database would not notice a second
 * process. The kernel holds the lock: it ends with the process, however that ends, and it counts between containers, whose process
 * numbers mean nothing to each other. Node has no `flock`; an exclusive transaction of SQLite is one.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, lockFile);
  makeFile(file);
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new FolderInUse(folder) : error;
  }
  return () => lock.close();
}

/** Only where there is none: closing a file gives up every lock that this process has on it, also one taken by another handle. */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === busy;
}
