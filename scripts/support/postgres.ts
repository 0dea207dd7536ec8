import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './port.ts';
import { type Binaries, type RunAs, reachableBinaries, reachableTemporary, runAs } from './postgres-binaries.ts';
import { temporaryFolder } from './temporary.ts';
import { until } from './until.ts';

export interface Postgres {
  /** superuser's, to the database `postgres` */
  readonly url: string;
  readonly logFile: string;
  readonly dataFolder: string;
  /** `fast` breaks connections off and closes the books; `immediate` is as good as a power cut */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** again, on the same data and port; nothing when it runs */
  start(): Promise<void>;
  /** stops if need be, and removes everything */
  remove(): Promise<void>;
}

export interface PostgresOptions {
  /** further settings, e.g. `{ shared_buffers: '512MB' }` */
  readonly settings?: Readonly<Record<string, string>>;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  log_lock_waits: 'on',
  timezone: 'UTC',
};

/** A real Postgres on a free port, with data of its own, durable like in production; started, and gone at the latest when this process is. */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const who = await runAs();
  const folder = await temporaryFolder('postgres', await reachableTemporary(who));
  const dataFolder = join(folder.path, 'data');
  const logFile = join(folder.path, 'postgres.log');
  const endWatch = watch(folder.path);
  const remove = async () => {
    await folder.remove();
    endWatch();
  };
  try {
    const binaries = await reachableBinaries(who, folder.path);
    const password = randomBytes(16).toString('hex');
    await prepare(binaries, who, folder.path, password);
    let running = await serve(binaries, who, dataFolder, logFile, options);
    const stop = async (mode: 'fast' | 'immediate') => {
      if (running.process.exitCode !== null || running.process.signalCode !== null) return;
      running.process.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
      await until('Postgres stops', () => running.process.exitCode !== null || running.process.signalCode !== null, 30_000);
    };
    return {
      url: `postgres://okno:${password}@127.0.0.1:${running.port}/postgres`,
      logFile,
      dataFolder,
      stop,
      start: async () => {
        if (running.process.exitCode === null && running.process.signalCode === null) return;
        running = await serve(binaries, who, dataFolder, logFile, options, running.port);
      },
      remove: async () => {
        await stop('immediate');
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function prepare(binaries: Binaries, who: RunAs, folder: string, password: string): Promise<void> {
  const dataFolder = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await chmod(folder, 0o711);
  await mkdir(dataFolder, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (who.uid !== undefined && who.gid !== undefined) {
    await chown(dataFolder, who.uid, who.gid);
    await chown(passwordFile, who.uid, who.gid);
  }
  const child = spawn(
    binaries.initdb,
    [
      ...['-D', dataFolder, '-U', 'okno', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions'],
      // The server's own locale: the same sorting and letter case on every machine. Skipping the sync is for files nobody relies on yet.
      ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync'],
    ],
    { ...who, stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  );
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const code = await new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`initdb failed (${String(code)}): ${complaint}`);
}

interface Running {
  readonly process: ChildProcess;
  readonly port: number;
}

async function serve(
  binaries: Binaries,
  who: RunAs,
  dataFolder: string,
  logFile: string,
  options: PostgresOptions,
  port?: number,
): Promise<Running> {
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    const log = await open(logFile, 'a');
    const { size: before } = await log.stat();
    const flags = Object.entries({ ...settings, ...options.settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(binaries.postgres, ['-D', dataFolder, '-p', String(chosen), ...flags], {
      ...who,
      cwd: dataFolder,
      stdio: ['ignore', log.fd, log.fd],
      // An interrupt from the keyboard ends the tests first; they end the server.
      detached: true,
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    });
    await log.close();
    const written = async () => (await readFile(logFile)).subarray(before).toString();
    const ended = () => child.exitCode !== null || child.signalCode !== null;
    await until('Postgres accepts connections', async () => ended() || (await written()).includes('ready to accept connections'), 60_000);
    if (!ended()) {
      child.unref();
      return { process: child, port: chosen };
    }
    if (port !== undefined || attempt === 3) throw new Error(`Postgres did not start: ${await written()}`);
  }
}

/**
 * Outlives us to clear up: a shell waits for the other end of its input, which closes however this process ends,
 * then stops the server and removes the folder.
 */
function watch(folder: string): () => void {
  const script = `cat >/dev/null; [ -f "$0/data/postmaster.pid" ] && kill -QUIT "$(head -n 1 "$0/data/postmaster.pid")" && sleep 1; rm -rf "$0"`;
  const child = spawn('/bin/sh', ['-c', script, folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.unref();
  const input = child.stdin;
  if (input !== null && 'unref' in input && typeof input.unref === 'function') input.unref();
  return () => input?.end();
}
