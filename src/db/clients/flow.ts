import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { ClientEvent } from '../../domain/client-event.ts';
import type { FlowState } from '../../domain/decision.ts';
import type { ClientId } from '../../domain/ids.ts';
import type { Terms } from '../../domain/product-line.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { inserter, updater } from '../rows.ts';
import * as schema from '../schema.ts';

export interface ClientFlowRow {
  readonly id: ClientId;
  readonly stage: ClientStage;
  readonly size: SizeClass;
  readonly productLine: string | null;
  readonly state: FlowState | null;
  readonly events: number;
}

/** Where clients stand; their rows are locked by the caller. */
export function clientFlows(tx: Queries, clients: readonly string[]): Promise<ClientFlowRow[]> {
  return tx.query(
    `select c.id, c.stage, c.size, c.product_line as "productLine", s.state, coalesce(s.events, 0) as events
     from client c left join client_state s on s.client_id = c.id where c.id = any($1::text::uuid[])`,
    [uuids(clients)],
  );
}

const insert = {
  states: inserter(
    schema.clientState,
    'on conflict (client_id) do update set flow_version = excluded.flow_version, state = excluded.state, events = excluded.events',
  ),
  events: inserter(schema.clientEvent),
  timers: inserter(
    schema.clientTimer,
    'on conflict (client_id, key) do update set generation = excluded.generation, due_at = excluded.due_at',
  ),
};
const updateStages = updater(schema.client, ['id'], ['stage', 'productLine']);

export interface FlowWrites {
  readonly states: (typeof schema.clientState.$inferSelect)[];
  readonly events: (typeof schema.clientEvent.$inferSelect)[];
  readonly stages: { readonly id: string; readonly stage: string; readonly productLine: string | null }[];
  readonly timers: Map<string, typeof schema.clientTimer.$inferSelect>;
  readonly cleared: { readonly clientId: string; readonly key: string }[];
}

export async function writeFlows(tx: Queries, { states, events, stages, timers, cleared }: FlowWrites): Promise<void> {
  await insert.states(tx, states);
  await insert.events(tx, events);
  await updateStages(tx, stages);
  if (cleared.length > 0) {
    await tx.query(
      `delete from client_timer t using unnest($1::text::uuid[], $2::text::text[]) as k(client, key)
       where t.client_id = k.client and t.key = k.key`,
      [uuids(cleared.map((each) => each.clientId)), texts(cleared.map((each) => each.key))],
    );
  }
  await insert.timers(tx, [...timers.values()]);
}

export function dueClientTimers(db: Queries, now: Date, limit: number): Promise<{ client: string; key: string; generation: number }[]> {
  return db.query(
    `select client_id as client, key, generation from client_timer where due_at <= $1::text::timestamptz order by due_at limit $2::text::int`,
    [now.toISOString(), String(limit)],
  );
}

/** Takes a due timer off: only the stored generation can fire, and only once. */
export async function takeClientTimer(tx: Queries, client: string, key: string, generation: number): Promise<boolean> {
  const taken = await tx.query(
    `delete from client_timer where client_id = $1::text::uuid and key = $2::text and generation = $3::text::int returning 1 as taken`,
    [client, key, String(generation)],
  );
  return taken.length > 0;
}

/** The client's log, as its flow was given it. */
export async function clientLog(db: Queries, client: string): Promise<ClientEvent[]> {
  const rows = await db.query<{ data: ClientEvent }>('select data from client_event where client_id = $1::text::uuid order by n', [client]);
  return rows.map(({ data }) => data);
}

/** Initial periods that begin; one that began already stays as it is. */
export async function beginPeriods(
  tx: Queries,
  periods: readonly { id: string; client: string; line: string; terms: Terms; policyVersion: number; beganAt: Date; isProject: boolean }[],
): Promise<void> {
  for (const each of periods) {
    await tx.query(
      `insert into handover (id, client_id, product_line, terms, policy_version, began_at, status, is_project, from_id)
       select $1::text::uuid, $2::text::uuid, $3::text, $4::text::jsonb, $5::text::int, $6::text::timestamptz, 'initial', $7::text::boolean,
         (select o.specialist_id from ownership o join department d on d.id = o.department_id and d.key = 'sales'
           where o.client_id = $2::text::uuid and o.until is null)
       on conflict (client_id, product_line) do nothing`,
      [
        each.id,
        each.client,
        each.line,
        JSON.stringify(each.terms),
        String(each.policyVersion),
        each.beganAt.toISOString(),
        String(each.isProject),
      ],
    );
  }
}

/** Initial periods that are over. What a head has decided to keep with sales stays there. */
export async function endPeriods(tx: Queries, ended: readonly { client: string; line: string; why: string }[], now: Date): Promise<void> {
  for (const { client, line, why } of ended) {
    await tx.query(
      `update handover set status = 'due', why = $3::text, due_at = $4::text::timestamptz, try_at = $4::text::timestamptz
       where client_id = $1::text::uuid and product_line = $2::text and status in ('initial', 'asked')`,
      [client, line, why, now.toISOString()],
    );
  }
}
