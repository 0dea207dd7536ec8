import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runsInSlack } from '../../../src/db/turns/open-holds.ts';
import type { ConversationId, NewId } from '../../../src/domain/ids.ts';
import { recount } from '../../../src/engine/recount.ts';
import { createTick } from '../../../src/engine/turns/tick.ts';
import { type ClientHand, type World, world } from '../../support/world.ts';

const minute = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 10) + minutes * minute);

describe('a deadline of somebody who works in a messenger', () => {
  let w: World;
  let n = 0;
  let client: ClientHand;
  let tick: () => Promise<unknown>;
  const row = async () => (await w.conversations(client.window))[0];
  /** the thread shows what waits for it, and calls whoever is in charge, at this minute */
  const shown = async (minutes: number) => {
    const when = [at(minutes).toISOString()];
    await w.db.query(
      `update outbox set status = 'sent', done_at = $1::text::timestamptz where audience = 'internal' and status = 'waiting'`,
      when,
    );
    await w.db.query(
      `update slack_thread t set posted = t.wanted, mentioned_id = c.specialist_id, root_ts = t.id::text,
         mentioned_at = case when t.mentioned_id is distinct from c.specialist_id then $1::text::timestamptz else t.mentioned_at end
       from conversation c where c.id = t.conversation_id`,
      when,
    );
  };
  const pass = async (minutes: number) => {
    w.clock.at = at(minutes);
    // The server was there all the while.
    await w.db.query(
      `insert into heartbeat (name, at) values ('server', $1::text::timestamptz) on conflict (name) do update set at = excluded.at`,
      [w.clock.at.toISOString()],
    );
    await tick();
  };

  beforeAll(async () => {
    w = await world('pglite', {
      specialists: [{ name: 'Anna', deputy: 'Boris' }, { name: 'Boris' }],
      clients: Array.from({ length: 7 }, (_, i) => ({ name: `C${i}`, owner: { client: 'Anna' } })),
    });
    await w.db.query(`insert into channel_account (id, kind, external_id) values ($1::text::uuid, 'slack', 'T1')`, [v7()]);
    await w.db.query(`update department set slack_channel = 'C1'`);
    await w.db.query(`update specialist set slack_user = 'U' || name`);
    await w.engine.reload();
  });
  beforeEach(async () => {
    client = w.contact(`C${n++}`);
    w.clock.at = at(0);
    const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
    const submitAll = (all: readonly Parameters<typeof w.engine.submit>[0][]) => Promise.all(all.map(w.engine.submit));
    tick = createTick({ db: w.db, now: () => w.clock.at, newId: v7 as NewId, company: w.engine.company, log, submitAll }).timers;
    await client.says('hello');
  });
  afterAll(async () => {
    expect(await recount(w.db, w.engine.company())).toEqual([]);
    await w.close();
  });

  test('is what the messenger is needed for, as long as it runs and they answer from there', async () => {
    expect(await runsInSlack(w.db)).toBe(true);
    await w.db.query(`update specialist set slack_user = null where name = 'Anna'`);
    expect(await runsInSlack(w.db)).toBe(false);
    await w.db.query(`update specialist set slack_user = 'UAnna' where name = 'Anna'`);
    await w.does('Anna', (await row())?.id as ConversationId, { type: 'reply', text: 'hi' });
    expect(await runsInSlack(w.db)).toBe(false);
  });

  test('does not come while the messenger is down, and counts from when it showed them the matter', async () => {
    await pass(4);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Anna'), dueAt: at(8) });
    await shown(6);
    await pass(8);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Anna'), dueAt: at(10) });
    await pass(10);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris') });
    const holds = await w.db.query(
      `select s.name, h.lapsed_at as lapsed, h.moved_ms::int as moved from turn_hold h join specialist s on s.id = h.specialist_id
       join turn t on t.id = h.turn_id where t.conversation_id = $1::text::uuid order by h.n`,
      [(await row())?.id],
    );
    expect(holds).toEqual([
      { name: 'Anna', lapsed: at(10), moved: 6 * minute },
      { name: 'Boris', lapsed: null, moved: 0 },
    ]);
  });

  test('of a stand-in counts from when they were told', async () => {
    await shown(0);
    await pass(4);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris'), dueAt: at(8) });
    await shown(7);
    await pass(8);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris'), dueAt: at(11) });
  });

  test('passes over what the messenger was down for, but for the time its person was at the desk', async () => {
    await shown(0);
    const down = (what: string, from: number, until: number | null) =>
      w.db.query(
        `insert into outage (id, what, "from", until) values (gen_random_uuid(), $1::text, $2::text::timestamptz, $3::text::timestamptz)`,
        [what, at(from).toISOString(), until === null ? null : at(until).toISOString()],
      );
    await down('slack', 1, 3);
    await down('slack-socket', 2, null);
    // Telegram is the clients' side: what it was down for is no loss of whoever answers from Slack.
    await down('telegram', 0, 60);
    await pass(4);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Anna'), dueAt: at(7) });
    await w.db.query(`update outage set until = $1::text::timestamptz where until is null`, [at(6).toISOString()]);
    await w.db.query(
      `insert into presence (id, specialist_id, sign, "from", seen_at, until)
       values (gen_random_uuid(), $1::text::uuid, 'desk', $2::text::timestamptz, $3::text::timestamptz, $3::text::timestamptz)`,
      [w.specialist('Anna'), at(5).toISOString(), at(6).toISOString()],
    );
    // One minute before, one at the desk, and from the seventh on: what was given for the time since is not taken back.
    await pass(7);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Anna'), dueAt: at(8) });
    await pass(8);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris') });
    await w.db.query('delete from outage');
    await w.db.query('delete from presence');
  });

  test('comes where the messenger is switched off', async () => {
    await w.db.query(
      `update outbox set status = 'dead', reason = 'channel-off', done_at = now() where audience = 'internal' and status = 'waiting'`,
    );
    await pass(4);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris') });
  });

  test('comes when it was shown at once, and for whoever works at the desk alone', async () => {
    await shown(0);
    await pass(4);
    expect(await row()).toMatchObject({ specialistId: w.specialist('Boris') });
    await w.db.query(`update specialist set slack_user = null where name = 'Boris'`);
    await pass(8);
    const late = await w.db.query(`select 1 from task where kind = 'late' and conversation_id = $1::text::uuid`, [(await row())?.id]);
    expect(late).toHaveLength(1);
  });
});
