import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Environment, type Terminal, terminalOf } from '../../scripts/support/terminal.ts';
import type { DatabaseLocation } from './database.ts';

const root = join(import.meta.dirname, '../..');

/** What a command left on its terminal. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The settings of somebody at an English terminal whose Okno is there. */
export function settingsOf(place: Pick<DatabaseLocation, 'databaseUrl' | 'dataFolder'>): Record<string, string> {
  const database =
    place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl, OKNO_SECRET: 'a secret of the tests and of nobody else' };
  return { OKNO_DATA: place.dataFolder, LANG: 'en_GB.UTF-8', ...database };
}

/** A command called from here: all of it but the process around it. */
export async function called(
  run: (args: readonly string[], env: Environment, terminal: Terminal) => Promise<number>,
  args: readonly string[],
  env: Environment,
): Promise<Ran> {
  const said = { out: '', err: '' };
  const terminal = terminalOf(
    env,
    (text) => (said.out += text),
    (text) => (said.err += text),
  );
  return { code: await run(args, env, terminal), ...said };
}

/** A script run as anybody at a terminal would. */
export async function ranAsProcess(script: string, args: readonly string[], env: Record<string, string>, cwd = root): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  return { code: await promise, ...said };
}
