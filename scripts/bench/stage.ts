import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { type Load, startLoad } from '../load/load.ts';
import type { Target } from '../load/wire.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { cloneDatabase, onServer, withDatabase } from '../support/postgres-clone.ts';
import { type Server, startServer } from '../support/server.ts';
import { type TemporaryFolder, temporaryFolder } from '../support/temporary.ts';
import { prepareCompany } from './company.ts';
import type { Options } from './options.ts';

/** What all sections share: a Postgres of our own, the prepared company in it to be cloned, and a process that makes load. */
export interface Stage {
  readonly options: Options;
  readonly postgres: Postgres;
  readonly folder: TemporaryFolder;
  readonly secret: string;
  readonly load: Load;
  remove(): Promise<void>;
}

/** A server on a database of its own. */
export interface Serving {
  readonly server: Server;
  readonly target: Target;
  readonly databaseUrl: string;
  readonly sql: postgres.Sql;
}

const template = 'okno_bench';

export async function setStage(options: Options): Promise<Stage> {
  const folder = await temporaryFolder('bench');
  const server = await startPostgres();
  const load = startLoad();
  const remove = async () => {
    load.end();
    await server.remove();
    await folder.remove();
  };
  try {
    await onServer(server.url, (sql) => sql.unsafe(`create database ${template} template template0`));
    await prepareCompany(withDatabase(server.url, template), folder.path);
    if (options.profile !== null) await mkdir(options.profile, { recursive: true });
  } catch (error) {
    await remove();
    throw error;
  }
  return { options, postgres: server, folder, secret: 'a secret that signs for nobody but the bench', load, remove };
}

/** Runs `work` against a fresh server and database, and clears both away. `name` is that of the CPU profile. */
export async function serving<T>(
  stage: Stage,
  name: string,
  work: (serving: Serving) => Promise<T>,
  settings: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { options, folder, secret } = stage;
  const database = await cloneDatabase(stage.postgres.url, template);
  const server = await startServer({
    dataFolder: folder.path,
    databaseUrl: database.url,
    logFile: join(folder.path, 'server.log'),
    settings: { OKNO_SECRET: secret, LOG_LEVEL: options.logLevel, ...settings },
    nodeArguments:
      options.profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`, `--cpu-prof-name=${name}.cpuprofile`],
  }).catch(async (error: unknown) => {
    await database.drop();
    throw error;
  });
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const { hostname, port } = new URL(server.url);
  try {
    return await work({ server, target: { host: hostname, port: Number(port) }, databaseUrl: database.url, sql });
  } finally {
    await sql.end({ timeout: 5 });
    await server.kill('SIGTERM');
    await database.drop();
  }
}
