import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../src/db/db.ts';
import { migratedFrom, type Row } from './support/former-database.ts';

/*
 * A company that worked with the version before meetings, stand-ins and questions to finance: what it knew stands where they look for it.
 */

const ids = (count: number) => Array.from({ length: count }, () => crypto.randomUUID());
const [department, olga, pavel, contact, window, waiting, late, closed] = ids(8) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const [bakery, mill, first, moved, back, given] = ids(6) as [string, string, string, string, string, string];
const [lateTask, overTask, question, answered] = ids(4) as [string, string, string, string];
const at = '2026-03-02T09:00:00Z';
const day = (n: number) => `2026-02-0${n}T09:00:00Z`;

const person = (id: string, name: string): Row => [
  `insert into specialist (id, email, name, role, department_id, languages, capacity, serves, availability, created_at, hours)
   values ($1, $2, $2, 'specialist', $3, '["ru"]', 6000, true, 'available', $4, '{"mon":[]}')`,
  [id, name, department, at],
];

const conversation = (id: string, status: string, state: object, tell: number | null, closedAt: string | null = null): Row => [
  `insert into conversation (id, window_id, contact_id, department_id, specialist_id, status, topic, flow, flow_version, tree_hash, state, version,
     events, case_units, channel, target, turns, open_holds, opened_at, last_message_at, preview, tell_seq, closed_at)
   values ($1, $2, $3, $4, $5, $6, 'general', 'support', 1, 'x', $7::text::jsonb, 1, 1, 500, 'webchat', 'a:b', 1, 0, $8, $8, 'hello', $9, $10)`,
  [id, window, contact, department, olga, status, JSON.stringify(state), at, tell, closedAt],
];

const said = (seq: number, id: string, text: string): Row => [
  `insert into message (window_id, seq, id, conversation_id, author, audience, body, changed, occurred_at, received_at)
   values ($1, $2, gen_random_uuid(), $3, 'system', 'client', $4::text::jsonb, $2, $5, $5)`,
  [window, seq, id, JSON.stringify({ text, key: 'queued' }), at],
];

const task = (id: string, kind: string, of: string, doneAt: string | null = null): Row => [
  `insert into task (id, kind, conversation_id, department_id, text, due_at, created_at, created_by, done_at) values ($1, $2, $3, $4, 'x', $5, $5, $6, $7)`,
  [id, kind, of, department, at, olga, doneAt],
];

const ownership = (id: string, client: string, from: string, until: string | null, reason: string): Row => [
  `insert into ownership (id, client_id, department_id, specialist_id, "from", until, reason) values ($1, $2, $3, $4, $5, $6, $7)`,
  [id, client, department, olga, from, until, reason],
];

const rows: readonly Row[] = [
  [
    `insert into department (id, key, name, time_zone, hours, holidays) values ($1, 'client', '{"en":"Clients"}', 'UTC', '{"mon":[]}', '["2026-05-01"]')`,
    [department],
  ],
  person(olga, 'Olga'),
  person(pavel, 'Pavel'),
  [`insert into contact (id, window_id, name, language, created_at) values ($1, $2, 'Vera', 'en', $3)`, [contact, window, at]],
  [`insert into "window" (id, contact_id, last_seq, last_change, seen_seq) values ($1, $2, 9, 0, 0)`, [window, contact]],
  ...[bakery, mill].map(
    (id): Row => [`insert into client (id, name, size, stage, created_at) values ($1, 'Somebody', 'large', 'served', $2)`, [id, at]],
  ),
  ownership(first, bakery, day(1), day(2), 'first-assignment'),
  ownership(moved, bakery, day(2), day(3), 'moved: leave'),
  ownership(back, bakery, day(3), null, 'move undone'),
  ownership(given, mill, day(1), null, 'handover'),
  conversation(waiting, 'waiting-on-us', { value: 'served', context: { replaced: pavel } }, 3),
  conversation(late, 'queued', { value: 'queued', context: {} }, 5),
  conversation(closed, 'closed', { value: 'closed', context: { replaced: null } }, 7, at),
  said(3, waiting, 'first'),
  said(5, late, 'second'),
  said(7, closed, 'over'),
  task(lateTask, 'queue', late),
  task(overTask, 'late', closed),
  task(question, 'finance', waiting),
  task(answered, 'finance', late, at),
];

describe('a company that worked before', () => {
  let db: Db;
  beforeAll(async () => {
    db = await migratedFrom('0030_moves-between-departments', rows);
  });
  afterAll(() => db.close());

  it('R12: knows on what each ownership rests: a move on what the one before rested on', async () => {
    const found = await db.query<{ id: string; rests: string }>('select id, rests_on as rests from ownership');
    expect(Object.fromEntries(found.map(({ id, rests }) => [id, rests]))).toEqual({
      [first]: 'first-assignment',
      [moved]: 'first-assignment',
      [back]: 'first-assignment',
      [given]: 'handover',
    });
  });

  it('R13: knows who was late, and which calls for a head are open; those of a matter that is over have ended', async () => {
    expect(
      await db.query(
        `select id, replaced_id as replaced, head_calls as calls from conversation where replaced_id is not null or head_calls is not null order by head_calls nulls first`,
      ),
    ).toEqual([
      { id: waiting, replaced: pavel, calls: null },
      { id: late, replaced: null, calls: [{ kind: 'queue', seq: null }] },
    ]);
    expect(await db.query(`select id, done_at is not null as done, result from task where kind <> 'finance' order by kind`)).toEqual([
      { id: overTask, done: true, result: 'over' },
      { id: lateTask, done: false, result: null },
    ]);
  });

  it('R14: has one text of the desk a window, the newest of an open matter', async () => {
    const [row] = await db.query<{ tell: unknown }>('select tell from "window"');
    expect(row?.tell).toEqual({
      seq: 5,
      target: 'a:b',
      at: '2026-03-02T09:00:00.000Z',
      parts: [{ conversation: late, slot: 'tell', body: { text: 'second', key: 'queued' } }],
    });
  });

  it('R29: has dated what decisions are taken on, once each', async () => {
    expect(await db.query('select client_id as id, size from client_size order by 1')).toEqual(
      [bakery, mill].toSorted().map((id) => ({ id, size: 'large' })),
    );
    expect(await db.query('select specialist_id as id, role, capacity, hours from specialist_terms order by 1')).toEqual(
      [olga, pavel].toSorted().map((id) => ({ id, role: 'specialist', capacity: 6000, hours: { mon: [] } })),
    );
    expect(await db.query('select department_id as id, hours, holidays from department_hours')).toEqual([
      { id: department, hours: { mon: [] }, holidays: ['2026-05-01'] },
    ]);
  });

  it('R10: knows which questions to finance are open', async () => {
    expect(await db.query('select id, questions from conversation where questions is not null')).toEqual([
      { id: waiting, questions: [{ task: question, department, by: olga }] },
    ]);
  });
});
