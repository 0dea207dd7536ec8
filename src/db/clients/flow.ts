import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { ClientEvent } from '../../domain/client-event.ts';
import type { FlowState } from '../../domain/decision.ts';
import type { Terms } from '../../domain/product-line.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter, updater } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(schema.client, 'c');
const s = named(schema.clientState, 's');
const e = named(schema.clientEvent, 'e');
const t = named(schema.clientTimer, 't');
const o = named(schema.ownership, 'o');
const d = named(schema.department, 'd');
const state = bare(schema.clientState);
const timer = bare(schema.clientTimer);
const h = bare(schema.handover);

const flowShape = {
  id: c.id,
  stage: expression<ClientStage>(c.stage),
  size: expression<SizeClass>(c.size),
  productLine: c.productLine,
  state: expression<FlowState | null>(s.state),
  events: expression<number>(`coalesce(${s.events}, 0)`),
};

export type ClientFlowRow = RowOf<typeof flowShape>;

const flows = statement<ClientFlowRow>(
  `select ${columns(flowShape)} from ${c} left join ${s} on ${s.clientId} = ${c.id} where ${c.id} = any($1::text::uuid[])`,
);

/** Where clients stand; their rows are locked by the caller. */
export function clientFlows(tx: Queries, clients: readonly string[]): Promise<ClientFlowRow[]> {
  return flows(tx, [uuids(clients)]);
}

const insert = {
  states: inserter(
    schema.clientState,
    `on conflict (${state.clientId}) do update set ${state.flowVersion} = excluded.${state.flowVersion}, ${state.state} = excluded.${state.state},
       ${state.events} = excluded.${state.events}`,
  ),
  events: inserter(schema.clientEvent),
  timers: inserter(
    schema.clientTimer,
    `on conflict (${timer.clientId}, ${timer.key}) do update set ${timer.generation} = excluded.${timer.generation},
       ${timer.dueAt} = excluded.${timer.dueAt}`,
  ),
};
const updateStages = updater(schema.client, ['id'], ['stage', 'productLine']);

const clearTimers = statement(
  `delete from ${t} using unnest($1::text::uuid[], $2::text::text[]) as k(client, key) where ${t.clientId} = k.client and ${t.key} = k.key`,
);

export interface FlowWrites {
  readonly states: (typeof schema.clientState.$inferSelect)[];
  readonly events: (typeof schema.clientEvent.$inferSelect)[];
  readonly stages: { readonly id: string; readonly stage: ClientStage; readonly productLine: string | null }[];
  readonly timers: Map<string, typeof schema.clientTimer.$inferSelect>;
  readonly cleared: { readonly clientId: string; readonly key: string }[];
}

export async function writeFlows(tx: Queries, { states, events, stages, timers, cleared }: FlowWrites): Promise<void> {
  await insert.states(tx, states);
  await insert.events(tx, events);
  await updateStages(tx, stages);
  if (cleared.length > 0) await clearTimers(tx, [uuids(cleared.map((each) => each.clientId)), texts(cleared.map((each) => each.key))]);
  await insert.timers(tx, [...timers.values()]);
}

const dueShape = { client: t.clientId, key: t.key, generation: t.generation };

export type DueClientTimer = RowOf<typeof dueShape>;

const due = statement<DueClientTimer>(
  `select ${columns(dueShape)} from ${t} where ${t.dueAt} <= $1::text::timestamptz order by ${t.dueAt} limit $2::text::int`,
);

export function dueClientTimers(db: Queries, now: Date, limit: number): Promise<DueClientTimer[]> {
  return due(db, [now.toISOString(), String(limit)]);
}

const take = statement(
  `delete from ${timer} where ${timer.clientId} = $1::text::uuid and ${timer.key} = $2::text and ${timer.generation} = $3::text::int returning 1 as taken`,
);

/** Takes a due timer off: only the stored generation can fire, and only once. */
export async function takeClientTimer(tx: Queries, client: string, key: string, generation: number): Promise<boolean> {
  const taken = await take(tx, [client, key, String(generation)]);
  return taken.length > 0;
}

const log = statement<{ data: ClientEvent }>(
  `select ${columns({ data: e.data })} from ${e} where ${e.clientId} = $1::text::uuid order by ${e.n}`,
);

/** The client's log, as its flow was given it. */
export async function clientLog(db: Queries, client: string): Promise<ClientEvent[]> {
  const rows = await log(db, [client]);
  return rows.map(({ data }) => data);
}

const beginPeriod = statement(
  `insert into ${h} (${h.id}, ${h.clientId}, ${h.productLine}, ${h.terms}, ${h.policyVersion}, ${h.beganAt}, ${h.status}, ${h.isProject}, ${h.fromId})
   select $1::text::uuid, $2::text::uuid, $3::text, $4::text::jsonb, $5::text::int, $6::text::timestamptz, 'initial', $7::text::boolean,
     (select ${o.specialistId} from ${o} join ${d} on ${d.id} = ${o.departmentId} and ${d.key} = 'sales'
       where ${o.clientId} = $2::text::uuid and ${o.until} is null)
   on conflict (${h.clientId}, ${h.productLine}) do nothing`,
);

/** Initial periods that begin; one that began already stays as it is. */
export async function beginPeriods(
  tx: Queries,
  periods: readonly { id: string; client: string; line: string; terms: Terms; policyVersion: number; beganAt: Date; isProject: boolean }[],
): Promise<void> {
  for (const { id, client, line, terms, policyVersion, beganAt, isProject } of periods) {
    await beginPeriod(tx, [id, client, line, JSON.stringify(terms), String(policyVersion), beganAt.toISOString(), String(isProject)]);
  }
}

const endPeriod = statement(
  `update ${h} set ${h.status} = 'due', ${h.why} = $3::text, ${h.dueAt} = $4::text::timestamptz, ${h.tryAt} = $4::text::timestamptz
   where ${h.clientId} = $1::text::uuid and ${h.productLine} = $2::text and ${h.status} in ('initial', 'asked')`,
);

/** Initial periods that are over. What a head has decided to keep with sales stays there. */
export async function endPeriods(tx: Queries, ended: readonly { client: string; line: string; why: string }[], now: Date): Promise<void> {
  for (const { client, line, why } of ended) await endPeriod(tx, [client, line, why, now.toISOString()]);
}
