import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { adminFile, type Config } from '../../src/config.ts';
import type { Db } from '../../src/db/db.ts';
import { codeOf } from '../../src/db/lost.ts';
import { openDb } from '../../src/db/open.ts';
import { FolderInUse } from '../../src/db/open-lock.ts';
import type { AdminFile } from '../../src/server/admin.ts';
import { type Check, type Finding, fault, fine } from './check.ts';

const supported = [15, 18] as const;

/** Is it there, can it be opened, is it one that is supported; of the embedded one a running server answers for it. */
export const database: Check = {
  name: 'name.database',
  look: async (config) => {
    if (config.databaseUrl === undefined && !(await isThere(config.dataFolder))) return [fine('database.none')];
    try {
      const db = await openDb({ databaseUrl: config.databaseUrl, dataFolder: config.dataFolder });
      return [await versionOf(db).finally(() => db.close())];
    } catch (error) {
      if (error instanceof FolderInUse) return [await serverOf(config)];
      return [fault('database.away', { code: codeOf(error) ?? (error instanceof Error ? error.name : '?') })];
    }
  },
};

async function versionOf(db: Db): Promise<Finding> {
  const [row] = await db.query<{ version: string }>(`select current_setting('server_version') as version`);
  const version = row?.version.split(' ')[0] ?? '';
  const major = Number.parseInt(version, 10);
  const [oldest, newest] = supported;
  return major < oldest || major > newest ? fault('database.old', { version }) : fine('database.ok', { kind: db.kind, version });
}

async function serverOf({ dataFolder }: Config): Promise<Finding> {
  try {
    const { url } = JSON.parse(await readFile(join(dataFolder, adminFile), 'utf8')) as AdminFile;
    const { ok } = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) });
    return ok ? fine('database.server', { url }) : fault('database.silent');
  } catch {
    return fault('database.silent');
  }
}

const isThere = (folder: string): Promise<boolean> =>
  access(folder).then(
    () => true,
    () => false,
  );
