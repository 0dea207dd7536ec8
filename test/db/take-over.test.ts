import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../../scripts/support/server.ts';
import type { Db } from '../../src/db/db.ts';
import { claimOutbox } from '../../src/db/delivery/outbox.ts';
import { takeOver } from '../../src/db/delivery/take-over.ts';
import { takeLease } from '../../src/db/lease.ts';
import { openDb } from '../../src/db/open.ts';
import { type DatabaseLocation, databases, newPlace } from '../support/database.ts';
import { until } from '../support/until.ts';

const now = new Date('2026-03-02T09:00:00.000Z');
const later = new Date(now.getTime() + 60_000);

/** A row of every kind that can be claimed, as whoever `holder` is left it. */
async function claimEverything(db: Db, holder: string): Promise<void> {
  const [window, conversation, thread] = [v7(), v7(), v7()];
  await db.query(
    `insert into outbox (window_id, target, n, verb, audience, seq, urgent, status, attempts, due_at)
     values ($1::text::uuid, $1::text || ':b', 1, 'send', 'client', 1, false, 'waiting', 0, $2::text::timestamptz)`,
    [window, now.toISOString()],
  );
  await claimOutbox(db, { holder, now, until: later, limit: 10 });
  await db.query(
    `insert into file_fetch (attachment_id, account_id, window_id, seq, remote, attempts, due_at, leased_by)
     values ($1::text::uuid, $1::text::uuid, $2::text::uuid, 1, 'x', 1, $3::text::timestamptz, $4::text::uuid)`,
    [v7(), window, later.toISOString(), holder],
  );
  await db.query(
    `insert into slack_thread (id, conversation_id, department_id, channel, wanted, posted, due_at, created_at, claimed_until, claimed_by)
     values ($1::text::uuid, $2::text::uuid, $2::text::uuid, 'C1', 1, 0, $3::text::timestamptz, $3::text::timestamptz, $4::text::timestamptz,
       $5::text::uuid)`,
    [thread, conversation, now.toISOString(), later.toISOString(), holder],
  );
  await takeLease(db, `work of ${holder}`, holder, now, 60_000);
}

/** How many rows of each kind nobody has a claim on. */
async function free(db: Db): Promise<Record<string, number>> {
  const [row] = await db.query<Record<string, number>>(
    `select (select count(*)::int from outbox where status = 'waiting' and leased_by is null) as messages,
       (select count(*)::int from file_fetch where due_at <= $1::text::timestamptz and leased_by is null) as files,
       (select count(*)::int from slack_thread where claimed_until is null and claimed_by is null) as cards,
       (select count(*)::int from lease) as leases`,
    [now.toISOString()],
  );
  return row ?? {};
}

describe.each(databases())('what a process had claimed, on %s', (kind) => {
  let place: DatabaseLocation;
  let db: Db;
  beforeAll(async () => {
    place = await newPlace(kind);
    db = await openDb(place);
  });
  afterAll(async () => {
    await db.close();
    await place.release();
  });

  it('is free the moment a server starts after it was killed; what is its own, it keeps', async () => {
    await claimEverything(db, v7());
    await claimEverything(db, db.self);
    expect(await takeOver(db, now)).toBe(4);
    expect(await free(db)).toEqual({ messages: 1, files: 1, cards: 1, leases: 1 });
    expect(await takeOver(db, now)).toBe(0);
  });

  it.runIf(kind === 'postgres')('stays with a server that is alive, until it goes', async () => {
    await db.query('delete from outbox');
    const other = await openDb(place);
    await claimEverything(other, other.self);
    expect(await takeOver(db, now)).toBe(0);
    await other.close();
    await until('the connection is gone', async () => !(await db.connected()).includes(other.self));
    expect(await takeOver(db, now)).toBe(4);
  });

  it.runIf(kind === 'pglite')('is taken over by the server itself as it starts', async () => {
    const own = await newPlace(kind);
    const before = await openDb(own);
    await claimEverything(before, v7());
    await before.close();
    const server = await startServer({ dataFolder: own.dataFolder });
    await server.kill('SIGKILL');
    expect(server.output()).toContain('taken over');
    await own.release();
  });
});
