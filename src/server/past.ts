import { Worker } from 'node:worker_threads';
import { hashOf, lastApplied } from '../company/applied.ts';
import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import { type Past, pastToMake } from '../db/demo/history.ts';
import { readGround, type TableRows } from '../db/demo/tables.ts';
import { handOverPast } from '../demo/hand-over.ts';
import type { Log } from '../engine/deps.ts';
import type { Live } from '../live/live.ts';
import { demoCompany, readFilesOf } from './company.ts';
import type { PastTask, PastWord } from './past-worker.ts';

interface PastDeps {
  readonly db: Db;
  readonly now: () => Date;
  readonly live: Live;
  readonly log: Log;
}

/** How far the demo company's past is made. */
export interface PastProgress {
  readonly over: number;
  readonly of: number;
}

/** The making of the demo company's past, beside the server. */
export interface PastMaking {
  /** null: nothing is being made */
  progress(): PastProgress | null;
  start(): void;
  /** gives it up; it begins again with the next start */
  stop(): Promise<void>;
}

/**
 * Makes the demo company's past, once, where it is wanted, and the company is as it came. It lives through it in a thread of its own, and
 * what came of it goes into the database at once, so that a server that is killed meanwhile leaves nothing of it.
 */
export function createPast(deps: PastDeps, config: Pick<Config, 'company' | 'demoHistory'>): PastMaking {
  const { db, log, live } = deps;
  let progress: PastProgress | null = null;
  let worker: Worker | null = null;
  let making: Promise<void> = Promise.resolve();
  const tell = (now: PastProgress | null) => {
    progress = now;
    live.publish([{ topic: 'past' }]);
  };

  const make = async (): Promise<void> => {
    const past = config.demoHistory && config.company === undefined ? await pastToMake(db) : null;
    if (past === null || !(await isUntouched(db))) return;
    const began = performance.now();
    tell({ over: 0, of: 30 });
    try {
      const tables = await livedThrough(past, await readGround(db));
      const lived = performance.now();
      if (tables !== null && (await handOverPast(db, past, tables, deps.now()))) {
        live.publish([{ topic: 'company' }]);
        log.info(
          { ms: Math.round(performance.now() - began), writing: Math.round(performance.now() - lived) },
          'the demo company has its past',
        );
      }
    } finally {
      tell(null);
    }
  };

  /** Null: it was given up. */
  const livedThrough = (past: Past, ground: readonly TableRows[]): Promise<readonly TableRows[] | null> =>
    new Promise((resolve, reject) => {
      const workerData: PastTask = { past, ground };
      worker = new Worker(new URL('./past-worker.ts', import.meta.url), { workerData });
      worker.on('message', (word: PastWord) => {
        if (word.type === 'day') tell({ over: word.over, of: word.of });
        else if (word.type === 'warning') log.warn(word.fields, word.message);
        else resolve(word.tables);
      });
      worker.on('error', reject);
      worker.on('exit', () => resolve(null));
    });

  return {
    progress: () => progress,
    start() {
      making = make().catch((error: unknown) =>
        log.warn({ err: error instanceof Error ? error.message : 'unknown' }, 'the demo company’s past was not made'),
      );
    },
    async stop() {
      await worker?.terminate();
      await making;
    },
  };
}

async function isUntouched(db: Db): Promise<boolean> {
  return (await lastApplied(db)) === (await hashOf(await readFilesOf(demoCompany)));
}
