import postgres from 'postgres';
import { v7 } from 'uuid';
import { createLatencies } from '../load/latencies.ts';
import type { Figures } from './spoken.ts';
import { type Stage, serving } from './stage.ts';
import { said, waitingVisitors } from './visitors.ts';

/** A conversation as its row stands, and where its window is. */
export interface OpenConversation {
  readonly id: string;
  readonly windowId: string;
  readonly contactId: string;
  readonly clientId: string | null;
  readonly departmentId: string;
  readonly specialistId: string | null;
  readonly status: string;
  readonly topic: string;
  readonly state: string;
  readonly version: number;
  readonly events: number;
  readonly caseUnits: number;
  readonly channel: string;
  readonly target: string;
  readonly turns: number;
  readonly openTurnId: string | null;
  readonly openHolds: number;
  readonly waitingSince: string | null;
  readonly lastSeq: number;
}

export const placesStatement = `
  select c.id, c.window_id as "windowId", c.contact_id as "contactId", c.client_id as "clientId", c.department_id as "departmentId",
    c.specialist_id as "specialistId", c.status, c.topic, c.state::text, c.version, c.events, c.case_units as "caseUnits", c.channel, c.target,
    c.turns, c.open_turn_id as "openTurnId", c.open_holds as "openHolds", c.waiting_since::text as "waitingSince",
    w.last_seq::int as "lastSeq"
  from conversation c join "window" w on w.id = c.window_id where c.status = 'waiting-on-us' order by c.id`;

type Statement = readonly [text: string, parameters: readonly (string | number | null)[]];

/** Every row that one message into an open conversation writes, a statement each: the `n`th message of the place. */
export function rowsOfOneMessage(place: OpenConversation, n: number, text: string, now: string): Statement[] {
  const [account = '', address = ''] = place.target.split(':');
  const key = `${address}/floor-${n}`;
  const seq = place.lastSeq + n;
  const event = JSON.stringify({ type: 'client.message', message: seq, says: { kind: 'text' } });
  return [
    [
      'insert into inbound_key (account_id, external_id, received_at) values ($1::text::uuid, $2::text, $3::text::timestamptz) on conflict do nothing',
      [account, key, now],
    ],
    ['update "window" set last_seq = $2::int, last_change = 0, seen_seq = 0 where id = $1::text::uuid', [place.windowId, seq]],
    [
      `insert into message (window_id, seq, id, conversation_id, author, author_id, audience, body, client_key, changed, occurred_at, received_at)
       values ($1::text::uuid, $2::int, $3::text::uuid, $4::text::uuid, 'client', $5::text::uuid, 'client', $6::text::jsonb, $7::text, $2::int,
         $8::text::timestamptz, $8::text::timestamptz)`,
      [place.windowId, seq, v7(), place.id, place.contactId, JSON.stringify({ text }), key, now],
    ],
    [
      `update conversation set client_id = $2::text::uuid, department_id = $3::text::uuid, specialist_id = $4::text::uuid, status = $5::text,
         topic = $6::text, state = $7::text::jsonb, version = $8::int, events = $9::int, case_units = $10::int, channel = $11::text,
         target = $12::text, turns = $13::int, open_turn_id = $14::text::uuid, open_holds = $15::int,
         waiting_since = $16::text::timestamptz, last_message_at = $17::text::timestamptz, preview = $18::text, resolved_at = null,
         closed_at = null
       where id = $1::text::uuid`,
      [
        place.id,
        place.clientId,
        place.departmentId,
        place.specialistId,
        place.status,
        place.topic,
        place.state,
        place.version + n,
        place.events + n,
        place.caseUnits,
        place.channel,
        place.target,
        place.turns,
        place.openTurnId,
        place.openHolds,
        place.waitingSince,
        now,
        text.slice(0, 120),
      ],
    ],
    [
      `insert into conversation_event (conversation_id, n, at, type, data) values ($1::text::uuid, $2::int, $3::text::timestamptz, 'client.message', $4::text::jsonb)`,
      [place.id, place.events + n, now, event],
    ],
    [
      `insert into metric_event (conversation_id, n, at, metric, department_id, specialist_id, channel, data)
       values ($1::text::uuid, $2::int, $3::text::timestamptz, 'client-message', $4::text::uuid, $5::text::uuid, $6::text, null)`,
      [place.id, place.events + n, now, place.departmentId, place.specialistId, place.channel],
    ],
  ];
}

const connections = 32;

/**
 * What the database gives without us: the identical rows of one `open` message, prepared and pipelined, one transaction a
 * message, nothing read, no HTTP. On the same Postgres, on visitors made the same way.
 */
export async function floor(stage: Stage): Promise<Figures & { readonly connections: number }> {
  return serving(stage, 'floor', async (at) => {
    await waitingVisitors(stage, at, stage.options.scale.visitors);
    await at.server.kill('SIGTERM');
    const sql = postgres(at.databaseUrl, { max: connections, onnotice: () => {} });
    try {
      const places = (await sql.unsafe(placesStatement)) as unknown as OpenConversation[];
      return { ...(await write(sql, places, stage.options.scale)), connections };
    } finally {
      await sql.end({ timeout: 5 });
    }
  });
}

async function write(sql: postgres.Sql, places: readonly OpenConversation[], scale: { warmUp: number; seconds: number }): Promise<Figures> {
  const latencies = createLatencies();
  const text = said[0] !== undefined && 'text' in said[0] ? said[0].text : '';
  const from = performance.now() + scale.warmUp * 1000;
  const until = from + scale.seconds * 1000;
  const one = async (c: number) => {
    const own = places.filter((_, i) => i % connections === c);
    for (let n = 0; performance.now() < until; n += 1) {
      const place = own[n % own.length];
      if (place === undefined) throw new Error('fewer conversations than connections');
      const began = performance.now();
      const statements = rowsOfOneMessage(place, Math.floor(n / own.length) + 1, text, new Date().toISOString());
      await sql.begin((tx) => Promise.all(statements.map(([words, values]) => tx.unsafe(words, [...values], { prepare: true }))));
      if (began >= from && began <= until) latencies.add(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, c) => one(c)));
  const { p50, p99 } = latencies.summary();
  return { rate: Math.round((latencies.count / scale.seconds) * 100) / 100, p50, p99, count: latencies.count, errors: 0 };
}
