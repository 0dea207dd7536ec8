import { parentPort, workerData } from 'node:worker_threads';
import type { Past } from '../db/demo/history.ts';
import type { TableRows } from '../db/demo/tables.ts';
import { migrate } from '../db/migrate.ts';
import { openDb } from '../db/open.ts';
import { makePast } from '../demo/past.ts';

/* Lives through the demo company's past beside the server, on a database of its own that is gone with the thread. */

export interface PastTask {
  readonly past: Past;
  readonly ground: readonly TableRows[];
}

export type PastWord =
  | { readonly type: 'day'; readonly over: number; readonly of: number }
  | { readonly type: 'warning'; readonly fields: object; readonly message: string }
  | { readonly type: 'made'; readonly tables: readonly TableRows[] };

const say = (word: PastWord) => parentPort?.postMessage(word);

async function make({ past, ground }: PastTask): Promise<void> {
  const db = await openDb({ dataFolder: 'memory://' });
  await migrate(db);
  const warn = (fields: object, message: string) => void say({ type: 'warning', fields, message });
  const log = { debug() {}, info() {}, warn, error: warn };
  say({ type: 'made', tables: await makePast({ db, past, ground, log, progress: (over, of) => say({ type: 'day', over, of }) }) });
  await db.close();
}

await make(workerData as PastTask);
