import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What browsers load is built once before the specs that have a browser. */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build-web.ts'], { cwd: join(import.meta.dirname, '../..') });
}
