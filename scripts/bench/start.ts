import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { megabytes, memoryOf } from './machine.ts';
import { type Stage, serving } from './stage.ts';

export interface Start {
  /** ms from spawning the process to the first answer of /readyz */
  readonly pglite: { readonly first: number; readonly again: number };
  readonly postgres: number;
  /** resident megabytes of the idle server on Postgres, some seconds after it started */
  readonly idleMegabytes: number;
}

const idleMs = 5000;

export async function start(stage: Stage): Promise<Start> {
  const began = performance.now();
  const folder = await temporaryFolder('bench-pglite');
  try {
    const settings = { LOG_LEVEL: stage.options.logLevel };
    const server = await startServer({ dataFolder: folder.path, logFile: join(stage.folder.path, 'server.log'), settings });
    const first = performance.now() - began;
    await server.kill('SIGTERM');
    const then = performance.now();
    await server.restart();
    const again = performance.now() - then;
    await server.kill('SIGTERM');
    return await serving(stage, 'start', async (at) => {
      await at.server.kill('SIGTERM');
      const last = performance.now();
      await at.server.restart();
      const postgres = Math.round(performance.now() - last);
      await pause(idleMs);
      const { now } = await memoryOf(at.server.pid());
      return { pglite: { first: Math.round(first), again: Math.round(again) }, postgres, idleMegabytes: megabytes(now) };
    });
  } finally {
    await folder.remove();
  }
}
