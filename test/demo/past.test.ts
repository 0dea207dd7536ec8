import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldSearch } from '../../src/db/conversations/search.ts';
import { pastToMake } from '../../src/db/demo/history.ts';
import { pastTables, type TableRows } from '../../src/db/demo/tables.ts';
import * as schema from '../../src/db/schema.ts';
import { handOverPast } from '../../src/demo/hand-over.ts';
import { loadCompany } from '../../src/engine/load-company.ts';
import { recount } from '../../src/engine/recount.ts';
import { foldReports } from '../../src/reports/fold.ts';
import { databases, openTestDb, type TestDb } from '../support/database.ts';
import { retakeAll, undated, unkept } from '../support/retake.ts';
import { found, type MadePast, madePast } from './made-past.ts';

/** Three days before a Wednesday afternoon. */
const past = { from: new Date('2026-03-02T00:00:00Z'), until: new Date('2026-03-04T14:20:00Z'), language: 'en' } as const;
const now = new Date('2026-03-04T14:21:00Z');

let made: MadePast;
const days: string[] = [];
beforeAll(async () => {
  made = await madePast(past, (over, of) => days.push(`${over} of ${of}`));
}, 120_000);

/** What no past leaves: it is for the moment, made behind the writes, a messenger's, or comes only of what no past does. */
const others =
  `announcement announcement_delivery api_key attachment attachment_chunk awaiting_consent contact_export contact_join demo_history desk_session
  endpoint erasure erasure_place expected_mark external_ref file_fetch gate heartbeat idempotency inbound_key invite lease leaving message_search outage owed_action phone_call plan plan_actual
  portfolio_move presence pointed_group report_again report_cell report_conversation report_fact report_fold report_load report_question report_queue
  report_span report_stay saved_view sign_in_link slack_heard slack_held
  slack_said slack_proposal slack_question slack_summary slack_thread slack_thread_former snippet specialist_load specialist_pin summary_wish timer`.split(
    /\s+/,
  );

it('knows of every table whether a past leaves rows in it', () => {
  const all = Object.values(schema).flatMap((each) => (is(each, PgTable) ? [getTableName(each)] : []));
  expect([...pastTables, ...others].toSorted()).toEqual(all.toSorted());
});

describe.each(databases())('the demo company with its past behind it, on %s', (kind) => {
  let test: TestDb;
  const one = async <T>(query: string) => (await test.db.query<T>(query))[0];

  beforeAll(async () => {
    test = await openTestDb(kind);
    await found(test.db, made);
    // What goes behind the writes has come to today, with nothing there.
    await test.db.query(`insert into heartbeat (name, at) values ('search', '2026-03-04T14:20:30Z')`);
    await test.db.query(`insert into report_fold (id, folded_until, began_at) values (1, '2026-03-04T14:20:30Z', '2026-03-04T14:20:00Z')`);
  }, 60_000);
  afterAll(() => test.close());

  it('has nothing of it when the writing breaks off', async () => {
    const { tables } = made;
    const broken = [...tables, { table: 'window', rows: [{ ...tables.find((each) => each.table === 'window')?.rows[0] }] } as TableRows];
    await expect(handOverPast(test.db, past, broken, now)).rejects.toThrow();
    expect(await one('select count(*) as count from conversation')).toEqual({ count: 0 });
    expect(await pastToMake(test.db)).toMatchObject(past);
  });

  it('has it once, whoever makes it again', async () => {
    expect(await handOverPast(test.db, past, made.tables, now)).toBe(true);
    expect(await handOverPast(test.db, past, made.tables, now)).toBe(false);
    expect(await pastToMake(test.db)).toBeNull();
    expect(days.at(-1)).toBe('2 of 2');
  }, 60_000);

  it('has conversations of the demo only, begun within it and over before its end', async () => {
    const rows = await test.db.query<{ origin: string; status: string; first: Date; last: Date; count: number }>(
      `select origin, status, min(opened_at) as first, max(closed_at) as last, count(*) as count from conversation group by 1, 2`,
    );
    expect(rows).toMatchObject([{ origin: 'demo', status: 'closed' }]);
    expect(rows[0]?.count).toBeGreaterThan(60);
    expect(rows[0]?.first.getTime()).toBeGreaterThan(past.from.getTime());
    expect(rows[0]?.last.getTime()).toBeLessThan(past.until.getTime());
  });

  it('leaves nothing to be done, sent or waited for', async () => {
    expect(
      await one(`select (select count(*) from task where done_at is null) as tasks, (select count(*) from timer) as timers,
        (select count(*) from outbox where status in ('waiting', 'leased')) as outbox,
        (select count(*) from turn where answered_at is not null and delivered_at is null) as undelivered,
        (select sum(case_units) from specialist_load) as cases`),
    ).toEqual({ tasks: 0, timers: 0, outbox: 0, undelivered: 0, cases: 0 });
  });

  it('has in it what managers read of: late answers, takeovers, handovers, money, ratings', async () => {
    const found = await one<Record<string, number>>(`select
      (select count(*) from turn_hold where lapsed_at is not null) as late,
      (select count(*) from assignment where reason = 'takeover') as takeovers,
      (select count(*) from handover where status = 'done' and done_at >= '2026-03-02') as handovers,
      (select count(*) from payment where at >= '2026-03-02') as payments,
      (select count(*) from commission_line) as commission,
      (select count(*) from conversation_rating) as ratings`);
    for (const [what, count] of Object.entries(found ?? {})) expect(count, what).toBeGreaterThan(0);
  });

  it('reads as a company that lived through it: decided alike when taken again, recounted without a fault', async () => {
    expect((await retakeAll(test.db)).differing).toEqual([]);
    expect(await unkept(test.db)).toEqual([]);
    expect(await undated(test.db)).toEqual([]);
    expect(await recount(test.db, await loadCompany(test.db))).toEqual([]);
  }, 60_000);

  it('was founded, with all that is dated, before anybody wrote', async () => {
    const dates = [
      `select max("from") as at from specialist_terms`,
      `select max("from") as at from department_hours`,
      `select max(activated_at) as at from policy`,
      `select max(at) as at from tree_publication`,
      `select max("from") as at from client_size where client_id not in (select client_id from conversation where client_id is not null)`,
      `select max(created_at) as at from specialist`,
    ];
    for (const each of dates) expect((await one<{ at: Date }>(each))?.at.getTime(), each).toBeLessThan(past.from.getTime());
  });

  it('is found and counted, though search and reports had come to today before it was there', async () => {
    while ((await foldSearch(test.db, 2000)) > 0);
    const calendar = (await loadCompany(test.db)).calendar;
    while (await foldReports({ db: test.db, now: () => now, calendar: () => calendar }));
    expect(
      await one(`select (select count(*) from message m where author <> 'system' and body is not null and deleted_at is null
          and not exists (select 1 from message_search s where s.window_id = m.window_id and s.seq = m.seq)) as unfound,
        (select count(*) from conversation c where not exists (select 1 from report_fact f where f.conversation_id = c.id and f.origin = 'demo')) as uncounted`),
    ).toEqual({ unfound: 0, uncounted: 0 });
  }, 60_000);

  it('has room for whoever comes today', async () => {
    const rows = await test.db.query<{ free: number }>(
      `select min(s.capacity - l.portfolio_units) as free from specialist_load l join specialist s on s.id = l.specialist_id`,
    );
    expect(rows[0]?.free).toBeGreaterThan(1500);
  });
});
