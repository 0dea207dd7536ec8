import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runApiKey } from '../../scripts/api-key/run.ts';
import { startServer } from '../../scripts/support/server.ts';
import { openDb } from '../../src/db/open.ts';
import { sha256 } from '../../src/http/keys.ts';
import { type DatabaseLocation, databases, newPlace } from '../support/database.ts';
import { called, ranAsProcess, settingsOf } from '../support/terminal.ts';

const run = (place: DatabaseLocation, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  called(runApiKey, args, { ...settingsOf(place), ...env });

describe.each(databases())('api-key on the terminal, on %s', (kind) => {
  let place: DatabaseLocation;
  beforeAll(async () => {
    place = await newPlace(kind);
  });
  afterAll(() => place.release());

  it('makes a key whose secret stands alone on standard output, lists it, and revokes it once', async () => {
    const made = await run(place, ['create', '--name', 'CRM', '--scopes', 'clients:read, clients:write', '--rate', '5']);
    expect([made.code, made.out]).toEqual([0, expect.stringMatching(/^okno_[\w-]{43}\n$/)]);
    const listed = await run(place, ['list']);
    const [id = '', name, scopes] = listed.out.split('\t');
    expect([name, scopes]).toEqual(['CRM', 'clients:read,clients:write']);
    const db = await openDb(place);
    expect(await db.query('select secret_hash as hash, rate_limit as rate from api_key')).toEqual([
      { hash: await sha256(made.out.trim()), rate: 5 },
    ]);
    await db.close();
    expect((await run(place, ['revoke', id])).code).toBe(0);
    expect((await run(place, ['revoke', id])).code).toBe(1);
    expect((await run(place, ['list'])).out).toContain('revoked 20');
  });
});

it('api-key as a process of its own answers on its standard output or error, and with its exit code', async () => {
  const place = await newPlace('postgres');
  const made = await ranAsProcess('scripts/api-key.ts', ['create', '--name', 'CRM', '--scopes', 'people:read'], settingsOf(place));
  expect([made.code, made.out, made.err]).toEqual([
    0,
    expect.stringMatching(/^okno_[\w-]{43}\n$/),
    expect.stringContaining('The key is made. Keep it now'),
  ]);
  const misused = await ranAsProcess('scripts/api-key.ts', ['make'], settingsOf(place));
  expect([misused.code, misused.out, misused.err]).toEqual([2, '', expect.stringContaining('npm run api-key')]);
  await place.release();
});

describe('api-key called wrongly', () => {
  let place: DatabaseLocation;
  beforeAll(async () => {
    place = await newPlace('pglite');
  });
  afterAll(() => place.release());

  it.each([
    [[], 'npm run api-key'],
    [['make'], 'npm run api-key'],
    [['create', '--scopes', 'people:read'], '--name'],
    [['create', '--name', 'x', '--scopes', 'all'], 'Unknown scope: all'],
    [['create', '--name', 'x', '--scopes', 'people:read', '--rate', 'much'], '--rate'],
    [['create', '--name', 'x', '--colour', 'red'], '--colour'],
    [['revoke', 'CRM'], 'npm run api-key'],
  ])('%j says how it is called', async (args, words) => {
    const said = await run(place, args);
    expect([said.code, said.out]).toEqual([2, '']);
    expect(said.err).toContain(words);
  });

  it('says so in Russian where the shell is', async () => {
    expect((await run(place, [], { LANG: 'ru_RU.UTF-8' })).err).toContain('Ключи для систем компании');
  });

  it('does nothing while a process that is no server has the folder', async () => {
    const db = await openDb(place);
    const said = await run(place, ['list']);
    await db.close();
    expect([said.code, said.err]).toEqual([1, expect.stringContaining('Another process')]);
  });
});

it('goes through the server that has the embedded database open, and the key works at once', async () => {
  const place = await newPlace('pglite');
  const server = await startServer({ dataFolder: place.dataFolder });
  try {
    const made = await run(place, ['create', '--name', 'CRM', '--scopes', 'people:read']);
    expect([made.code, made.err.split('\n')[1]]).toEqual([0, 'The key is made. Keep it now: it is not shown again.']);
    const asked = () => fetch(`${server.url}/api/v1/departments`, { headers: { authorization: `Bearer ${made.out.trim()}` } });
    expect((await asked()).status).toBe(200);
    const [id = ''] = (await run(place, ['list'])).out.split('\t');
    expect((await run(place, ['revoke', id])).code).toBe(0);
    expect((await asked()).status).toBe(401);
    const stranger = await fetch(`${server.url}/admin/v1/keys/list`, { method: 'POST', headers: { authorization: 'Bearer none' } });
    expect(stranger.status).toBe(401);
  } finally {
    await server.kill('SIGTERM');
    await place.release();
  }
});
