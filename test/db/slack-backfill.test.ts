import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/db/db.ts';
import { hear } from '../../src/db/slack/heard.ts';
import { threadAt } from '../../src/db/slack/receive.ts';
import { migratedFrom, type Row } from './support/former-database.ts';

/*
 * What was written in Slack before the desk kept all that Slack tells of a message, in a database of that version.
 */

const [department, specialist, contact, window, conversation, thread] = Array.from({ length: 6 }, () => crypto.randomUUID());
const at = '2026-03-02T09:00:00Z';
const channel = 'C0CLIENTS';

let db: Db;

beforeAll(async () => {
  db = await migratedFrom('0021_slack_in_any_order', rows);
});
afterAll(() => db.close());

const said = (ts: string, threadTs: string, editedTs: string | null, watched: string | null): Row => [
  `insert into slack_said (channel, ts, thread_ts, conversation_id, window_id, seq, audience, specialist_id, slack_user, edited_ts, watched,
     watched_from, due_at)
   values ($1, $2, $3, $4, $5, 7, 'client', $6, 'U0ANNA', $7, $8, $9, $9)`,
  [channel, ts, threadTs, conversation, window, specialist, editedTs, watched, at],
];

const held = (ts: string, decision: string | null): Row => [
  `insert into slack_held (id, conversation_id, thread_id, specialist_id, channel, ts, content, is_own, created_at, decided_at, decision)
   values (gen_random_uuid(), $1, $2, $3, $4, $5, '{"text":"words"}', true, $6, $7, $8)`,
  [conversation, thread, specialist, channel, ts, at, decision === null ? null : at, decision],
];

const rows: readonly Row[] = [
  [`insert into department (id, key, name, time_zone) values ($1, 'client', '{"en":"Clients"}', 'UTC')`, [department]],
  [
    `insert into specialist (id, email, name, role, department_id, languages, capacity, serves, availability, created_at, slack_user)
     values ($1, 'anna@x.example', 'Anna', 'specialist', $2, '["en"]', 6000, true, 'available', $3, 'U0ANNA')`,
    [specialist, department, at],
  ],
  [`insert into contact (id, window_id, name, language, created_at) values ($1, $2, 'Vera', 'en', $3)`, [contact, window, at]],
  [`insert into "window" (id, contact_id, last_seq, last_change, seen_seq) values ($1, $2, 9, 0, 0)`, [window, contact]],
  [
    `insert into conversation (id, window_id, contact_id, department_id, specialist_id, status, topic, flow, flow_version, tree_hash, state,
       version, events, case_units, channel, target, turns, open_holds, opened_at, last_message_at, preview)
     values ($1, $2, $3, $4, $5, 'waiting-on-us', 'general', 'support', 1, 'x', '{}', 1, 1, 500, 'webchat', 'a:b', 1, 0, $6, $6, 'hello')`,
    [conversation, window, contact, department, specialist, at],
  ],
  [
    `insert into conversation_event (conversation_id, n, at, type, data) values ($1, 1, $2, 'noted', $3)`,
    [conversation, at, JSON.stringify({ type: 'noted', specialist: crypto.randomUUID(), message: 8 })],
  ],
  [
    `insert into slack_thread (id, conversation_id, department_id, channel, root_ts, wanted, posted, due_at, created_at)
     values ($1, $2, $3, $4, '200.000', 1, 1, $5, $5)`,
    [thread, conversation, department, channel, at],
  ],
  said('100.001', '100.000', '150.000', 'send'),
  said('200.001', '200.000', null, 'edit'),
  said('200.002', '200.000', '260.000', 'delete'),
  held('200.003', null),
  held('200.004', 'deleted'),
];

const heardAt = (ts: string) =>
  db.query(
    `select edited_ts as "editedTs", is_original as "isOriginal", is_inside as "isInside", mentions, deleted_at is not null as "isDeleted"
     from slack_heard where ts = $1`,
    [ts],
  );

test('what was taken, and what waits, is known as written: an older state changes nothing, and a deletion stays one', async () => {
  const asWritten = { isOriginal: true, isInside: false, mentions: false, isDeleted: false };
  expect(await heardAt('100.001')).toEqual([{ ...asWritten, editedTs: '150.000' }]);
  expect(await heardAt('200.001')).toEqual([{ ...asWritten, editedTs: '' }]);
  expect(await heardAt('200.003')).toEqual([{ ...asWritten, editedTs: '' }]);
  expect(await heardAt('200.004')).toEqual([{ ...asWritten, editedTs: '', isDeleted: true }]);
  const older = { editedTs: '120.000', isInside: false, mentions: false };
  expect(await hear(db, { channel, ts: '100.001' }, older)).toMatchObject({ editedTs: '150.000' });
});

test('a change that was watched is watched on, of its message; so is a message', async () => {
  const watched = await db.query(
    'select ts, watched, change_watched as change, changed_seq::int as seq, changed_from is not null as since from slack_said order by ts',
  );
  expect(watched).toEqual([
    { ts: '100.001', watched: 'send', change: null, seq: null, since: false },
    { ts: '200.001', watched: null, change: 'edit', seq: 7, since: true },
    { ts: '200.002', watched: null, change: 'delete', seq: 7, since: true },
  ]);
});

test('where a thread stood before is found, and is over; where it stands is not', async () => {
  expect(await threadAt(db, channel, '100.000')).toMatchObject({ id: thread, isOver: true });
  expect(await threadAt(db, channel, '200.000')).toMatchObject({ id: thread, isOver: false });
});

test('what colleagues wrote before is dealt with: nobody is asked about it', async () => {
  expect(await threadAt(db, channel, '200.000')).toMatchObject({ isAfterWord: false });
  expect(await db.query('select cleared_seq::int as seq from slack_thread')).toEqual([{ seq: 9 }]);
  expect(await db.query('select distinct why from slack_held')).toEqual([{ why: 'mentions' }]);
});
