import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCompany } from '../../scripts/company/run.ts';
import { type Server, startServer } from '../../scripts/support/server.ts';
import { type TemporaryFolder, temporaryFolder } from '../../scripts/support/temporary.ts';
import { readCsv } from '../../src/company/csv.ts';
import { openDb } from '../../src/db/open.ts';
import { type DatabaseLocation, databases, newPlace } from '../support/database.ts';
import { signIn } from '../support/desk-user.ts';
import { called, ranAsProcess, settingsOf } from '../support/terminal.ts';

/** Some steps start a server. */
const slow = { timeout: 120_000 };
const script = 'scripts/company.ts';

const file = `departments:
  client: { head: head@acme.example, time_zone: Europe/Moscow }
specialists:
  - { email: boss@acme.example, name: Boss, role: director }
  - { email: head@acme.example, name: Head, department: client, role: head }
  - { email: one@acme.example, name: One, department: client }
  - { email: seller@acme.example, name: Seller, department: sales }
clients:
  - name: Alpha
    owner: { client: one@acme.example }
    contacts: [{ name: Buyer, email: buyer@alpha.example }]
`;

let folder: TemporaryFolder;
const at = (name: string) => join(folder.path, name);
const write = (name: string, text: string) => writeFile(at(name), text);
beforeAll(async () => {
  folder = await temporaryFolder('company');
  await write('company.yaml', file);
  await write('wrong.yaml', file.replace('owner: { client: one@', 'owner: { client: own@').replace('role: head', 'role: hed'));
  await write(
    'clients.csv',
    'name;owner_client;contact;email\nBeta;one@acme.example;Ivan;ivan@beta.example\nGamma;nobody@acme.example;;\n',
  );
});
afterAll(() => folder.remove());

const ways = [...databases().map((kind) => [kind, false] as const), ['pglite', true] as const];

describe('the company command called wrongly', () => {
  it('shows how to call it, and ends with 2', async () => {
    const nowhere = settingsOf({ dataFolder: at('data') });
    for (const args of [[], ['plan'], ['plan', 'a', 'b'], ['plan', 'a', '--apply'], ['destroy', 'a'], ['link', '--force']]) {
      const { code, err } = await called(runCompany, args, nowhere);
      expect([args, code]).toEqual([args, 2]);
      expect(err).toContain('npm run company -- plan FILE');
    }
    expect((await called(runCompany, ['--help'], nowhere)).code).toBe(0);
  });
});

describe('the company command as a process of its own', slow, () => {
  it('answers on its standard output or error, and with its exit code', async () => {
    const place = await newPlace('postgres');
    const run = (...args: string[]) => ranAsProcess(script, args, settingsOf(place), folder.path);
    const planned = await run('plan', 'company.yaml');
    expect([planned.code, planned.out]).toEqual([0, expect.stringContaining('+ One, one@acme.example: role specialist')]);
    const mistaken = await run('plan', 'wrong.yaml');
    expect([mistaken.code, mistaken.out, mistaken.err]).toEqual([1, '', expect.stringMatching(/^wrong\.yaml:5:71: There is no role/)]);
    const misused = await run('destroy', 'a');
    expect([misused.code, misused.out, misused.err]).toEqual([2, '', expect.stringContaining('npm run company -- plan FILE')]);
    await place.release();
  });
});

describe.each(ways)('the company command on %s, with a server running: %s', slow, (kind, isServed) => {
  let place: DatabaseLocation;
  let server: Server | null = null;
  const company = (...args: string[]) => called(runCompany, args, settingsOf(place));
  beforeAll(async () => {
    place = await newPlace(kind);
    if (isServed) server = await startServer({ dataFolder: place.dataFolder, settings: { PUBLIC_URL: 'https://desk.acme.example' } });
  });
  afterAll(async () => {
    await server?.kill('SIGTERM');
    await place.release();
  });

  it('names mistakes by line, ends with 1, and changes nothing', async () => {
    const { code, err } = await company('apply', at('wrong.yaml'));
    expect(code).toBe(1);
    expect(err).toContain('wrong.yaml:5:71: There is no role “hed”.');
    expect(err).toContain('wrong.yaml:10:22: Nobody in the file has the e-mail own@acme.example. Did you mean one@acme.example?');
    expect(err).toContain('Nothing was changed');
    expect((await company('apply', at('nowhere.yaml'))).code).toBe(1);
  });

  it('plans, applies, and then has nothing to do', async () => {
    const planned = await company('plan', at('company.yaml'));
    expect([planned.code, planned.out]).toEqual([0, expect.stringContaining('+ One, one@acme.example: role specialist')]);
    expect((await company('apply', at('company.yaml'))).out).toMatch(/Applied: \d+ changes\./);
    const again = await company('apply', at('company.yaml'));
    expect([again.code, again.out]).toEqual([0, 'Nothing to change: the company is like this already.\n']);
  });

  it('tries a table, and brings in what is right of it', async () => {
    const tried = await company('import', at('clients.csv'));
    expect([tried.code, tried.out]).toEqual([
      1,
      expect.stringContaining('New clients: 1, contacts: 1. Duplicates: 0, rejected: 1. This was a trial'),
    ]);
    const done = await company('import', at('clients.csv'), '--apply', '--rejects', at('rejects.csv'));
    expect(done.out).toContain('Clients written: 1, contacts: 1.');
    const rejects = readCsv(await readFile(at('rejects.csv'), 'utf8'));
    expect(rejects).toMatchObject({
      header: ['name', 'owner_client', 'contact', 'email', 'reason'],
      rows: [{ cells: ['Gamma', 'nobody@acme.example', '', '', expect.stringContaining('Nobody')] }],
    });
    expect((await company('import', at('clients.csv'))).out).toContain('clients.csv:2: the contact Ivan of “Beta” is there already.');
  });

  it('makes a link that signs in, and none for strangers', async () => {
    const { code, out, err } = await company('link', 'Head@acme.example');
    expect([code, err]).toEqual([0, expect.stringContaining('Sign-in for Head, once, within 24 hours:')]);
    expect(out).toMatch(/^https?:\/\/\S+\/desk\/sign-in\?token=[\w-]{43}\n$/);
    if (server !== null) {
      expect(out).toContain('https://desk.acme.example/');
      const { me } = await signIn(`${server.url}${out.trim().slice('https://desk.acme.example'.length)}`);
      expect(me.specialist.name).toBe('Head');
    }
    const stranger = await company('link', 'hed@acme.example');
    expect([stranger.code, stranger.out, stranger.err]).toEqual([
      1,
      '',
      'Nobody has the e-mail hed@acme.example. Did you mean head@acme.example?\n',
    ]);
  });

  it('writes invitations with cards, each once, readable by their owner only', async () => {
    const out = at(`invites-${kind}-${isServed}`);
    expect((await company('invites', '--out', `${out}.csv`)).code).toBe(0);
    const table = readCsv(await readFile(`${out}.csv`, 'utf8'));
    const rows = table.type === 'csv' ? table.rows.map(({ cells }) => cells) : [];
    const ours = rows.filter(([client]) => client === 'Alpha' || client === 'Beta');
    expect(ours.map(([client, contact]) => [client, contact])).toEqual([
      ['Alpha', 'Buyer'],
      ['Beta', 'Ivan'],
    ]);
    expect(ours[0]?.[6]).toMatch(/^https?:\/\/\S+\/\?invite=[\w-]{43}$/);
    const cards = await readdir(`${out}-cards`);
    expect(cards).toHaveLength(rows.length);
    expect(await readFile(join(`${out}-cards`, ours[0]?.[8] ?? ''), 'utf8')).toContain('Buyer');
    expect((await stat(`${out}.csv`)).mode & 0o777).toBe(0o600);
    expect((await company('invites')).out).toBe('');
    expect((await company('invites', '--again')).out.split('\r\n')).toHaveLength(rows.length + 2);
  });

  if (isServed) {
    it('finds the server by a file that only its user can read, gone when the server is', async () => {
      const announced = join(place.dataFolder, 'admin.json');
      expect((await stat(announced)).mode & 0o777).toBe(0o600);
      const { url, token } = JSON.parse(await readFile(announced, 'utf8')) as { url: string; token: string };
      const ask = (headers: Record<string, string>) =>
        fetch(`${url}/admin/v1/company/invites`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{"again":false}',
        });
      expect((await ask({})).status).toBe(401);
      expect((await ask({ authorization: 'Bearer guessed' })).status).toBe(401);
      expect((await ask({ authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.7' })).status).toBe(404);
      expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200);
      await server?.kill('SIGTERM');
      await expect(stat(announced)).rejects.toThrow('ENOENT');
      server = null;
    });
  }
});

describe('a server started with a company file', slow, () => {
  let place: DatabaseLocation;
  let server: Server | null = null;
  const start = async () => {
    const database = place.databaseUrl === undefined ? {} : { databaseUrl: place.databaseUrl };
    server = await startServer({ dataFolder: place.dataFolder, ...database, settings: { OKNO_COMPANY: at('own.yaml') } });
    return server;
  };
  const company = (...args: string[]) => called(runCompany, args, settingsOf(place));
  const link = async (email: string) => (await company('link', email)).code;
  beforeAll(async () => {
    place = await newPlace('postgres');
    await write('own.yaml', file);
  });
  afterAll(async () => {
    await server?.kill('SIGTERM');
    await place.release();
  });

  it('serves that company, and no demo', async () => {
    const { signInLinks } = await start();
    expect(signInLinks().map(({ label }) => label)).toEqual([expect.stringContaining('One'), expect.stringContaining('Boss')]);
    expect([await link('one@acme.example'), await link('irina@demo.example')]).toEqual([0, 1]);
  });

  it('takes back nothing the desk decided at a restart, unless the file has changed', async () => {
    await server?.kill('SIGTERM');
    const db = await openDb(place);
    await db.query(`update specialist set capacity = 3000 where email = 'one@acme.example'`);
    await db.close();
    await start();
    expect((await company('plan', at('own.yaml'))).out).toContain('~ One, one@acme.example: capacity 0.5 → 1\n');
    await server?.kill('SIGTERM');
    await write('own.yaml', file.replace('name: Seller', 'name: Sally'));
    await start();
    expect((await company('plan', at('own.yaml'))).out).toBe('Nothing to change: the company is like this already.\n');
  });

  it('does not start with a mistake, and names its line', async () => {
    await server?.kill('SIGTERM');
    server = null;
    await write('own.yaml', await readFile(at('wrong.yaml'), 'utf8'));
    await expect(start()).rejects.toThrow(/The company of OKNO_COMPANY cannot be used:\n +\S+own\.yaml:5:71: There is no role “hed”/);
  });
});
