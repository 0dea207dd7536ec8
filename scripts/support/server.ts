import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './port.ts';
import { until } from './until.ts';

const root = join(import.meta.dirname, '../..');

export interface Server {
  /** `http://127.0.0.1:<port>`, the same after a restart */
  readonly url: string;
  /** of the process that runs now */
  pid(): number;
  hasEnded(): boolean;
  /** one-time links to the desk, as the latest start-up text names them, by the words before each */
  signInLinks(): readonly SignInLink[];
  /** everything it has written so far, all starts */
  output(): string;
  /** ends it and waits until it is gone; SIGTERM lets it finish what is in flight */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  /** again, on the same data and port */
  restart(): Promise<void>;
}

export interface SignInLink {
  /** the line of the start-up text it stands in, without the link */
  readonly label: string;
  readonly url: string;
}

export interface ServerOptions {
  readonly dataFolder: string;
  readonly databaseUrl?: string;
  readonly port?: number;
  /** further settings, e.g. `{ OKNO_SITE_SECRET: … }` */
  readonly settings?: Readonly<Record<string, string>>;
  /** how long a start may take, ms */
  readonly within?: number;
  /** file its log goes to; without one it is kept in memory as part of `output` */
  readonly logFile?: string;
  /** arguments of Node itself */
  readonly nodeArguments?: readonly string[];
}

/** The real server as a process of its own, ready to serve. Whoever starts it ends it with `kill`. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  let earlier = '';
  let run = begin(options, port);
  const ready = async () => {
    await until(`the server answers on ${url}`, () => run.ended() || answers(url), options.within ?? 30_000).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${run.output()}`);
    });
    if (run.ended()) throw new Error(`the server ended at once:\n${run.output()}${lastOf(options.logFile)}`);
  };
  const kill = async (signal: 'SIGKILL' | 'SIGTERM') => {
    run.child.kill(signal);
    await until('the server ends', run.ended, 30_000);
  };
  await ready().catch(async (error: unknown) => {
    await kill('SIGKILL');
    throw error;
  });
  return {
    url,
    pid: () => run.child.pid ?? 0,
    hasEnded: () => run.ended(),
    signInLinks: () => linksIn(run.output()),
    output: () => earlier + run.output(),
    kill,
    restart: async () => {
      earlier += run.output();
      run = begin(options, port);
      await ready();
    },
  };
}

interface Run {
  readonly child: ChildProcess;
  output(): string;
  ended(): boolean;
}

function begin(options: ServerOptions, port: number): Run {
  const log = options.logFile === undefined ? 'pipe' : openSync(options.logFile, 'a');
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), 'src/main.node.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', log],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TMPDIR: process.env.TMPDIR,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'info',
      OKNO_DATA: options.dataFolder,
      OKNO_DEMO_HISTORY: 'off',
      ...(options.databaseUrl === undefined
        ? {}
        : { DATABASE_URL: options.databaseUrl, OKNO_SECRET: 'a secret of the tests and of nobody else' }),
      ...options.settings,
    },
  });
  if (typeof log === 'number') closeSync(log);
  let output = '';
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('close', () => process.off('exit', endWithUs));
  return { child, output: () => output, ended: () => child.exitCode !== null || child.signalCode !== null };
}

function lastOf(logFile: string | undefined): string {
  return logFile === undefined ? '' : readFileSync(logFile, 'utf8').slice(-2000);
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
  return response?.ok ?? false;
}

/** Sign-in links stand in the start-up text with whom they are for, on one line or on the line before. */
export function linksIn(output: string): SignInLink[] {
  const found: SignInLink[] = [];
  let before = '';
  for (const line of output.split('\n')) {
    const url = /https?:\/\/\S*\/desk\/\S*sign-?in\S*/i.exec(line)?.[0];
    if (url !== undefined) {
      const label = line.replace(url, '').trim();
      found.push({ label: label === '' ? before.trim() : label, url });
    }
    before = line;
  }
  return found;
}
