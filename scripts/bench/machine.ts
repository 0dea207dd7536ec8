import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import process from 'node:process';
import { onServer } from '../support/postgres-clone.ts';
import type { Stage } from './stage.ts';

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgres: string;
  readonly fsync: string;
  readonly synchronousCommit: string;
  readonly logLevel: string;
}

export async function describeMachine(stage: {
  readonly postgres: Stage['postgres'];
  readonly options: Pick<Stage['options'], 'logLevel'>;
}): Promise<Machine> {
  return onServer(stage.postgres.url, async (sql) => {
    const [found] = await sql`select current_setting('server_version') as version, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as synchronous`;
    return {
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? 'unknown',
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      postgres: String(found?.['version']),
      fsync: String(found?.['fsync']),
      synchronousCommit: String(found?.['synchronous']),
      logLevel: stage.options.logLevel,
    };
  });
}

/** Memory of a process in bytes: resident now, and the most it ever was. */
export async function memoryOf(pid: number): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

export function megabytes(bytes: number): number {
  return Math.round((bytes / 2 ** 20) * 10) / 10;
}
