import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../scripts/support/temporary.ts';
import type { Queries } from '../../src/db/db.ts';
import { openDb } from '../../src/db/open.ts';
import { FolderInUse, lockFolder } from '../../src/db/open-lock.ts';
import { databases, newPlace, openTestDb, type TestDb } from '../support/database.ts';

const far = new Date('2026-03-02T09:00:00Z').toISOString();
const shut = `insert into gate (scope, until) values ($1::text, $2::text::timestamptz)`;

describe.each(databases())('a database on %s', (kind) => {
  let t: TestDb;
  const gates = () => t.db.query<{ scope: string }>('select scope from gate order by scope');

  beforeAll(async () => {
    t = await openTestDb(kind);
  });
  afterAll(() => t.close());

  test('keeps all of a transaction, or nothing', async () => {
    await t.db.transaction(async (tx) => {
      await Promise.all([tx.query(shut, ['a', far]), tx.query(shut, ['b', far])]);
    });
    const broken = t.db.transaction(async (tx) => {
      await tx.query(shut, ['c', far]);
      throw new Error('thought better of it');
    });
    await expect(broken).rejects.toThrow('thought better of it');
    expect(await gates()).toEqual([{ scope: 'a' }, { scope: 'b' }]);
  });

  test('says what went wrong first, when several statements were sent together', async () => {
    const broken = t.db.transaction((tx) => Promise.all([tx.query('select 1'), tx.query('select 1/0'), tx.query('select 2')]));
    await expect(broken).rejects.toMatchObject({ code: '22012' });
    expect(await t.db.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('gives times, big numbers and documents back as the rest of the code knows them', async () => {
    expect(
      await t.db.query(`select $1::text::timestamptz as at, 12345678901::bigint as big, '{"a":[1]}'::jsonb as data, null as nothing`, [
        far,
      ]),
    ).toEqual([{ at: new Date(far), big: 12345678901, data: { a: [1] }, nothing: null }]);
  });
});

describe('a transaction whose connection breaks', () => {
  test('fails, and what it says afterwards is carried out by nobody', async () => {
    const place = await newPlace('postgres');
    const [db, other] = [await openDb(place), await openDb(place)];
    const begun = Promise.withResolvers<{ tx: Queries; pid: number }>();
    const broken = db.transaction(async (tx) => {
      const [backend] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
      begun.resolve({ tx, pid: backend?.pid ?? 0 });
      return new Promise(() => {});
    });
    const { tx, pid } = await begun.promise;
    const failing = expect(broken).rejects.toThrow();
    await other.query('select pg_terminate_backend($1::int)', [pid]);
    await failing;
    void tx.query(shut, ['too late', far]);
    for (let i = 0; i < 20; i++) await db.query('select 1');
    expect(await db.query('select * from gate')).toEqual([]);
    await db.close();
    await other.close();
    await place.release();
  });
});

describe('the folder of an embedded database', () => {
  test('belongs to one process, and is free again once it is closed', async () => {
    const place = await newPlace('pglite');
    const first = await openDb({ dataFolder: place.dataFolder });
    await expect(openDb({ dataFolder: place.dataFolder })).rejects.toMatchObject({ name: 'FolderInUse' });
    await first.close();
    const second = await openDb({ dataFolder: place.dataFolder });
    expect(await second.query('select count(*)::int as n from conversation')).toEqual([{ n: 0 }]);
    await second.close();
    await place.release();
  });

  test('is another process’s for as long as that lives, and free however it ends', async () => {
    const folder = await temporaryFolder('lock');
    const child = fork(new URL('./support/lock-process.ts', import.meta.url), [folder.path], { execArgv: [] });
    await once(child, 'message');
    await expect(openDb({ dataFolder: folder.path })).rejects.toMatchObject({ name: 'FolderInUse' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await openDb({ dataFolder: folder.path })).close();
    await folder.remove();
  });

  test('stays this process’s when it tries to open it once more', async () => {
    const folder = await temporaryFolder('lock');
    const unlock = lockFolder(folder.path);
    expect(() => lockFolder(folder.path)).toThrow(FolderInUse);
    const child = fork(new URL('./support/lock-process.ts', import.meta.url), [folder.path], { execArgv: [], silent: true });
    const ended = Promise.race([once(child, 'message').then(() => 'has it too'), once(child, 'exit').then(([code]) => code)]);
    expect(await ended).toBe(1);
    unlock();
    await folder.remove();
  });

  test('is its owner’s only, whatever an earlier version left open', async () => {
    const folder = await temporaryFolder('private');
    const data = join(folder.path, 'data');
    await mkdir(join(data, 'old'), { recursive: true, mode: 0o755 });
    await writeFile(join(data, 'old', 'file'), '', { mode: 0o644 });
    await Promise.all([data, join(data, 'old')].map((each) => chmod(each, 0o755)));
    const db = await openDb({ dataFolder: data });
    await db.query('create table made_later (x int)');
    await db.close();
    const entries = await readdir(data, { recursive: true, withFileTypes: true });
    const modes = await Promise.all(
      entries.map(async (each) => [each.isDirectory(), (await stat(join(each.parentPath, each.name))).mode & 0o777] as const),
    );
    expect(entries.length).toBeGreaterThan(100);
    expect(modes.filter(([isFolder, mode]) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([]);
    expect((await stat(data)).mode & 0o777).toBe(0o700);
    await folder.remove();
  });
});
