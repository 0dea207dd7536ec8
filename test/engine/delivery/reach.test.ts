import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeGate } from '../../../src/db/delivery/gates.ts';
import { wakeAccount } from '../../../src/db/delivery/outages.ts';
import type { NewId } from '../../../src/domain/ids.ts';
import { type Reach, watchReach } from '../../../src/engine/delivery/reach.ts';
import { databases } from '../../support/database.ts';
import { silentLog } from '../../support/log.ts';
import { until } from '../../support/until.ts';
import { type World, world } from '../../support/world.ts';

describe.each(databases())('a messenger that cannot be reached, on %s', (kind) => {
  let w: World;
  let reach: Reach;
  let asked: number;
  let ups: number;
  let isNeeded: boolean;
  /** what comes of asking it */
  let comes: () => void;
  const quietMs = 60;
  const up = async () => {
    ups += 1;
  };
  const rows = () => w.db.query<{ what: string; until: Date | null }>(`select what, until from outage order by "from"`);

  beforeAll(async () => {
    w = await world(kind, { specialists: [{ name: 'Anna' }] });
  });
  beforeEach(async () => {
    await w.db.query('delete from outage');
    [asked, ups, isNeeded] = [0, 0, false];
    comes = () => reach.failed('unreachable');
    reach = watchReach({
      db: w.db,
      now: () => new Date(),
      newId: v7 as NewId,
      log: silentLog,
      what: 'slack',
      ask: async () => {
        asked += 1;
        comes();
      },
      onUp: up,
      isNeeded: async () => isNeeded,
      pauseMs: [20, 80],
      quietMs,
    });
    reach.answered();
    await until('what an earlier run left is settled', () => ups === 1 || undefined);
  });
  afterEach(() => reach.stop());
  afterAll(() => w.close());

  test('is asked again and again, and its outage is one dated row from the first failure on', async () => {
    reach.failed('token_revoked');
    reach.failed('token_revoked');
    await until('it is noted', async () => (await rows()).length === 1 || undefined);
    expect(await rows()).toEqual([{ what: 'slack', until: null }]);
    await until('it is asked on', () => asked >= 4 || undefined);
    expect(await rows()).toHaveLength(1);
  });

  test('lets everything go on as soon as it answers, and the row ends', async () => {
    reach.failed('token_revoked');
    await until('it is noted', async () => (await rows()).length === 1 || undefined);
    comes = () => reach.answered();
    await until('what waits is woken', () => ups === 2 || undefined);
    expect((await rows())[0]?.until).toBeInstanceOf(Date);
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(asked).toBe(before);
  });

  test('that failed once by chance had no outage', async () => {
    comes = () => reach.answered();
    reach.failed('no-answer');
    await until('it is asked', () => asked === 1 || undefined);
    expect(await rows()).toEqual([]);
  });

  test("is asked though nothing is sent to it while somebody's time is lost by its silence, and went with its last answer", async () => {
    comes = () => reach.answered();
    isNeeded = true;
    await until('it is asked', () => asked >= 2 || undefined);
    const answered = Date.now();
    comes = () => reach.failed('no-answer');
    await until('it is noted', async () => (await rows()).length === 1 || undefined);
    const [row] = await w.db.query<{ from: Date }>('select "from" from outage');
    expect(row?.from.getTime()).toBeLessThanOrEqual(answered);
    expect(row?.from.getTime()).toBeGreaterThan(answered - 4 * quietMs);
  });

  test('that nobody needs is left alone, and has not been gone for as long as it was not asked', async () => {
    await new Promise((resolve) => setTimeout(resolve, 8 * quietMs));
    expect(asked).toBe(0);
    const failed = Date.now();
    reach.failed('unreachable');
    await until('it is noted', async () => (await rows()).length === 1 || undefined);
    const [row] = await w.db.query<{ from: Date }>('select "from" from outage');
    expect(row?.from.getTime()).toBeGreaterThanOrEqual(failed - 4 * quietMs);
  });

  test('ends at the first answer what a server that was killed has left open', async () => {
    await reach.stop();
    await w.db.query(`insert into outage (id, what, "from") values ($1::text::uuid, 'slack', now() - interval '1 hour')`, [v7()]);
    reach = watchReach({
      ...{ db: w.db, now: () => new Date(), newId: v7 as NewId, log: silentLog },
      what: 'slack',
      ask: async () => undefined,
      onUp: up,
    });
    reach.answered();
    await until('it is over', async () => (await rows())[0]?.until !== null || undefined);
  });

  test('has nothing sit out its pause: gates open, and rows that were put off are due', async () => {
    const account = w.engine.company().accounts.get('webchat');
    if (account === undefined) throw new Error('no account');
    await w.stranger().says('hello');
    const late = new Date(w.clock.at.getTime() + 3_600_000);
    await w.db.query(`update outbox set due_at = $1::text::timestamptz`, [late.toISOString()]);
    await closeGate(w.db, 'slack:T0', late);
    await closeGate(w.db, 'slack:T0:chat.postMessage:C0', late);
    await wakeAccount(w.db, { account, scopes: ['slack:T0'], now: w.clock.at });
    expect(
      await w.db.query(`select 1 from outbox where status = 'waiting' and due_at > $1::text::timestamptz`, [w.clock.at.toISOString()]),
    ).toEqual([]);
    expect(await w.db.query('select scope from gate')).toEqual([{ scope: 'slack:T0:chat.postMessage:C0' }]);
  });
});
