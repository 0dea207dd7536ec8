import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../../scripts/support/postgres.ts';
import { seedCompany } from '../../../src/company/seed.ts';
import type { Db } from '../../../src/db/db.ts';
import { migrate } from '../../../src/db/migrate.ts';
import { openDb } from '../../../src/db/open.ts';
import type { NewId, WindowId } from '../../../src/domain/ids.ts';
import { createEngine, type Engine } from '../../../src/engine/engine.ts';
import { recount } from '../../../src/engine/recount.ts';
import { Overloaded } from '../../../src/engine/submissions/submission.ts';
import { demoCompany, readFilesOf } from '../../../src/server/company.ts';

const newId = v7 as NewId;

describe('a server whose database goes away', () => {
  let postgres: Postgres;
  let db: Db;
  let engine: Engine;
  /** what the senders were told besides success */
  const complaints: unknown[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
    db = await openDb({ databaseUrl: postgres.url, dataFolder: '' });
    await migrate(db);
    await seedCompany({ db, newId, now: () => new Date() }, await readFilesOf(demoCompany));
    engine = await createEngine({
      db,
      now: () => new Date(),
      newId,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      live: { publish() {}, subscribe: () => () => {}, close: async () => {} },
      channels: [],
    });
  });
  afterAll(async () => {
    await engine?.stop();
    await db?.close();
    await postgres?.remove();
  });

  /** Somebody who writes `count` messages one after another, and each again until it is taken. */
  async function writes(address: string, count: number): Promise<void> {
    const window = newId<'window'>() as WindowId;
    for (let i = 0; i < count; i++) {
      const message = { text: `${address} ${i}` };
      for (let taken = false; !taken; ) {
        taken = await engine
          .submit({
            type: 'inbound',
            account: 'webchat',
            externalId: `${address}/${i}`,
            address,
            window,
            language: 'en',
            content: message,
            occurredAt: new Date(),
          })
          .then((outcome) => outcome.type === 'accepted')
          .catch(async (error: unknown) => {
            complaints.push(error);
            await pause(50);
            return false;
          });
      }
    }
  }

  test('keeps what it accepted, does again what it did not, and doubles nothing', async () => {
    const senders = Array.from({ length: 30 }, (_, i) => `sender-${i}`);
    const writing = Promise.all(senders.map((each) => writes(each, 20)));
    const stored = async () => (await db.query<{ n: number }>(`select count(*)::int as n from message where author = 'client'`))[0]?.n ?? 0;
    for (const until of [60, 200]) {
      await expect.poll(() => stored().catch(() => 0), { timeout: 20_000, interval: 5 }).toBeGreaterThan(until);
      await postgres.stop('immediate');
      await postgres.start();
      expect(await stored()).toBeLessThan(senders.length * 20);
    }
    await writing;
    for (const each of complaints) expect(each).toBeInstanceOf(Overloaded);
    const texts = await db.query<{ address: string; texts: string[] }>(
      `select i.external_id as address, json_agg(m.body->>'text' order by m.seq) as texts from identity i
       join identity_link l on l.identity_id = i.id join contact c on c.id = l.contact_id
       join message m on m.window_id = c.window_id and m.author = 'client' group by i.external_id`,
    );
    expect(texts).toHaveLength(senders.length);
    for (const each of texts) expect(each.texts).toEqual(Array.from({ length: 20 }, (_, i) => `${each.address} ${i}`));
    expect(await recount(db, engine.company())).toEqual([]);
    expect(await readFile(postgres.logFile, 'utf8')).not.toContain('deadlock detected');
  }, 60_000);
});
