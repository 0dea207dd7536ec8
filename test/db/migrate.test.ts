import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { cloneDatabase } from '../../scripts/support/postgres-clone.ts';
import { type TemporaryFolder, temporaryFolder } from '../../scripts/support/temporary.ts';
import type { Db } from '../../src/db/db.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openDb } from '../../src/db/open.ts';
import { databases } from '../support/database.ts';

const migrations = join(import.meta.dirname, '../../migrations');

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

async function journal(folder = migrations): Promise<Journal> {
  return JSON.parse(await readFile(join(folder, 'meta/_journal.json'), 'utf8')) as Journal;
}

const applied = (db: Db) => db.query<{ n: number }>('select count(*)::int as n from drizzle.__drizzle_migrations');

describe.each(databases())('migrations on %s', (kind) => {
  let folder: TemporaryFolder;
  let db: Db;
  let drop = async () => {};

  beforeEach(async () => {
    folder = await temporaryFolder('migrations');
    if (kind === 'pglite') db = await openDb({ dataFolder: 'memory://' });
    else {
      const made = await cloneDatabase(inject('postgres').url);
      drop = made.drop;
      db = await openDb({ databaseUrl: made.url, dataFolder: '' });
    }
  });
  afterEach(async () => {
    await db.close();
    await drop();
    await folder.remove();
  });

  /** the schema as it was after the first so many */
  async function migrateFirst(count: number): Promise<void> {
    const migrationsFolder = join(folder.path, 'migrations');
    await cp(migrations, migrationsFolder, { recursive: true });
    const all = await journal();
    await writeFile(join(migrationsFolder, 'meta/_journal.json'), JSON.stringify({ ...all, entries: all.entries.slice(0, count) }));
    await migrate(db, migrationsFolder);
  }

  test('keep what a database that began with the first of them holds', async () => {
    await migrateFirst(1);
    expect(await applied(db)).toEqual([{ n: 1 }]);
    const [department, specialist, contact, window, conversation] = Array.from({ length: 5 }, () => crypto.randomUUID());
    const at = '2026-03-02T09:00:00Z';
    const rows: [string, unknown[]][] = [
      [`insert into department (id, key, name, time_zone) values ($1, 'client', '{"en":"Clients"}', 'UTC')`, [department]],
      [
        `insert into specialist (id, email, name, role, department_id, languages, capacity, serves, availability, created_at)
         values ($1, 'anna@x.example', 'Anna', 'specialist', $2, '["en"]', 6000, true, 'available', $3)`,
        [specialist, department, at],
      ],
      [`insert into contact (id, window_id, name, language, created_at) values ($1, $2, 'Vera', 'en', $3)`, [contact, window, at]],
      [`insert into "window" (id, contact_id, last_seq, last_change, seen_seq) values ($1, $2, 1, 0, 0)`, [window, contact]],
      [
        `insert into conversation (id, window_id, contact_id, department_id, specialist_id, status, topic, flow, flow_version, tree_hash, state,
           version, events, case_units, channel, target, turns, open_holds, opened_at, last_message_at, preview)
         values ($1, $2, $3, $4, $5, 'waiting-on-us', 'general', 'support', 1, 'x', '{}', 1, 1, 500, 'webchat', 'a:b', 1, 0, $6, $6, 'hello')`,
        [conversation, window, contact, department, specialist, at],
      ],
      [
        `insert into message (window_id, seq, id, conversation_id, author, audience, body, changed, occurred_at, received_at)
         values ($1, 1, $2, $2, 'client', 'client', '{"text":"hello"}', 1, $3, $3)`,
        [window, conversation, at],
      ],
    ];
    for (const [statement, parameters] of rows) await db.query(statement, parameters);
    await migrate(db);
    expect(await applied(db)).toEqual([{ n: (await journal()).entries.length }]);
    expect(
      await db.query(
        `select s.name as specialist, k.name as contact, c.status, c.state, m.body from conversation c join message m on m.conversation_id = c.id
         join contact k on k.id = c.contact_id join specialist s on s.id = c.specialist_id join "window" w on w.id = c.window_id`,
      ),
    ).toEqual([{ specialist: 'Anna', contact: 'Vera', status: 'waiting-on-us', state: {}, body: { text: 'hello' } }]);
  });

  test('are refused by a version that is older than the database', async () => {
    await migrate(db);
    const { length } = (await journal()).entries;
    await expect(migrateFirst(length - 1)).rejects.toMatchObject({ name: 'NewerSchema' });
    expect(await applied(db)).toEqual([{ n: length }]);
  });

  test('do nothing the second time', async () => {
    await migrate(db);
    const first = await applied(db);
    await migrate(db);
    expect(await applied(db)).toEqual(first);
    expect(first).toEqual([{ n: (await journal()).entries.length }]);
  });
});

test('two servers that start on an empty database migrate it once between them', async () => {
  const made = await cloneDatabase(inject('postgres').url);
  const script = new URL('./support/migrate-process.ts', import.meta.url);
  const servers = await Promise.all(
    [1, 2].map(async () => {
      const child = fork(script, [made.url], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      await once(child, 'message');
      return child;
    }),
  );
  const ends = servers.map((each) => once(each, 'exit'));
  for (const each of servers) each.send('migrate');
  expect((await Promise.all(ends)).map(([code]) => code)).toEqual([0, 0]);
  const db = await openDb({ databaseUrl: made.url, dataFolder: '' });
  expect(await applied(db)).toEqual([{ n: (await journal()).entries.length }]);
  expect(await db.query('select count(*)::int as n from conversation')).toEqual([{ n: 0 }]);
  await db.close();
  await made.drop();
});
