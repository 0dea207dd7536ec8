import type postgres from 'postgres';
import { v7 } from 'uuid';
import { openDb } from '../../src/db/open.ts';
import type { ConversationId, NewId, SpecialistId } from '../../src/domain/ids.ts';
import { createEngine } from '../../src/engine/engine.ts';
import type { Serving } from './stage.ts';

/** Everything a conversation leaves, with the columns in which a copy has ids of its own. Ids of rows only are made anew. */
const copied = {
  contact: ['contact', { id: 'contact', window_id: 'window' }, 't.id = p.source_contact'],
  identity: ['identity', { id: 'identity', external_id: 'address' }, 't.id = p.source_identity'],
  identity_link: ['identity_link', { id: 'fresh', identity_id: 'identity', contact_id: 'contact' }, 't.identity_id = p.source_identity'],
  window: ['"window"', { id: 'window', contact_id: 'contact' }, 't.id = p.source_window'],
  conversation: [
    'conversation',
    { id: 'conversation', window_id: 'window', contact_id: 'contact', open_turn_id: 'open_turn', target: 'target', due_at: 'due' },
    't.id = p.source',
  ],
  conversation_event: ['conversation_event', { conversation_id: 'conversation' }, 't.conversation_id = p.source'],
  message: [
    'message',
    { id: 'fresh', window_id: 'window', conversation_id: 'conversation', received_at: 'past' },
    't.window_id = p.source_window',
  ],
  turn: ['turn', { id: 'turn', conversation_id: 'conversation' }, 't.conversation_id = p.source'],
  turn_hold: ['turn_hold', { turn_id: 'turn', due: 'due_of_hold', from: 'begun' }, 't.turn_id = p.source_turn'],
  assignment: ['assignment', { id: 'fresh', conversation_id: 'conversation' }, 't.conversation_id = p.source'],
  outbox: ['outbox', { window_id: 'window', target: 'target', status: 'sent' }, 't.window_id = p.source_window'],
  timer: ['timer', { conversation_id: 'conversation', due_at: 'later' }, 't.conversation_id = p.source'],
} as const;

/**
 * So many conversations with a timer each: of half of them somebody waits for the first answer, the others were answered and fall
 * silent. All are copies of the conversations there are. The table `crowd` says which timers these are; none is due yet.
 */
export async function crowdWithTimers(at: Serving, count: number): Promise<void> {
  await answerHalf(at);
  await at.sql.begin(async (tx) => {
    await tx`create table crowd as
      select gen_random_uuid() as conversation, gen_random_uuid() as "window", gen_random_uuid() as contact, gen_random_uuid() as identity,
        gen_random_uuid() as turn, gen_random_uuid() as address, m.*
      from generate_series(1, ${count}::int) n join (
        select c.id as source, c.window_id as source_window, c.contact_id as source_contact, l.identity_id as source_identity,
          u.id as source_turn, c.open_turn_id is not null as waits, i.account_id as account, t.key, t.generation,
          row_number() over (order by c.id) - 1 as place, count(*) over () as models
        from conversation c join (select distinct on (conversation_id) * from timer order by conversation_id, key = 'reaction' desc, due_at desc) t
          on t.conversation_id = c.id join turn u on u.conversation_id = c.id
        join identity_link l on l.contact_id = c.contact_id join identity i on i.id = l.identity_id) m on m.place = n % m.models`;
    for (const [name, [table, columns, on]] of Object.entries(copied)) await copy(tx, name, table, columns, on);
    await tx`update specialist_load l set case_units = s.units from (
      select specialist_id, department_id, sum(case_units)::int as units from conversation where specialist_id is not null group by 1, 2) s
      where s.specialist_id = l.specialist_id and s.department_id = l.department_id`;
  });
  await at.sql`create index on crowd (conversation)`;
  await at.sql`vacuum analyze`;
  await at.sql`checkpoint`;
}

/** Every second of them is answered, as from the desk. */
async function answerHalf({ sql, databaseUrl }: Serving): Promise<void> {
  const db = await openDb({ databaseUrl, dataFolder: '' });
  try {
    const engine = await createEngine({
      db,
      now: () => new Date(),
      newId: v7 as NewId,
      log: { debug() {}, info() {}, warn() {}, error() {} },
      live: { publish() {}, subscribe: () => () => {}, close: async () => {} },
      channels: [],
    });
    const waiting = await sql<{ id: ConversationId; specialist: SpecialistId }[]>`
      select id, specialist_id as specialist from conversation where status = 'waiting-on-us' order by id`;
    const half = waiting.filter((_, i) => i % 2 === 0);
    await Promise.all(
      half.map(({ id, specialist: actor }) =>
        engine.submit({ type: 'desk', key: v7(), conversation: id, actor, command: { type: 'reply', text: 'Да, в пятницу поставим' } }),
      ),
    );
    await engine.stop();
  } finally {
    await db.close();
  }
}

const values: Readonly<Record<string, string>> = {
  fresh: 'gen_random_uuid()',
  target: `p.account || ':' || p.address`,
  open_turn: 'case when p.waits then p.turn end',
  due: `case when p.waits then now() - interval '1 minute' end`,
  due_of_hold: `now() - interval '1 minute'`,
  begun: `now() - interval '5 minutes'`,
  // Long made searchable.
  past: `now() - interval '2 days'`,
  later: `now() + interval '1 day'`,
  sent: `'sent'`,
};

async function copy(tx: postgres.TransactionSql, name: string, table: string, columns: Readonly<Record<string, string>>, on: string) {
  const own = Object.entries(columns).map(([column, what]) => `'${column}', ${values[what] ?? `p."${what}"`}`);
  const order = name === 'timer' ? 'and t.key = p.key' : '';
  await tx.unsafe(
    `insert into ${table} select r.* from crowd p join ${table} t on ${on} ${order}
     cross join lateral jsonb_populate_record(t, jsonb_build_object(${own.join(', ')})) r`,
  );
}

/** All at once; returns since when. What they set in their turn is due later. */
export async function dueNow(sql: postgres.Sql): Promise<Date> {
  const since = new Date(Date.now() - 1000);
  await sql`update timer t set due_at = ${since} from crowd c where c.conversation = t.conversation_id and c.key = t.key`;
  return since;
}
