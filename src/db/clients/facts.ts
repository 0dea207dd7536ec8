import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named, type RowOf } from '../names.ts';
import { inserter, type RowToWrite, type WriteRows } from '../rows.ts';
import * as schema from '../schema.ts';
import { type Statement, statement } from '../statement.ts';

export interface FactRows {
  readonly deal: RowToWrite<typeof schema.deal>;
  readonly payment: RowToWrite<typeof schema.payment>;
  readonly usage: RowToWrite<typeof schema.usage>;
  readonly outreach: RowToWrite<typeof schema.outreach>;
  readonly schedule: RowToWrite<typeof schema.paymentSchedule>;
}

export type FactKind = keyof FactRows;

type FactTable = (typeof schema)['deal' | 'payment' | 'usage' | 'outreach' | 'paymentSchedule'];

interface StoredFact {
  readonly id: string;
  readonly externalId: string;
  readonly hash: string;
}

interface Reads<Row> {
  readonly byOwnId: Statement<StoredFact>;
  readonly list: Statement<Row>;
}

function readsOf<Row>(table: FactTable): Reads<Row> {
  const f = named(table, 'f');
  return {
    byOwnId: statement(
      `select ${columns({ id: f.id, externalId: f.externalId, hash: f.hash })} from ${f} where ${f.externalId} = any($1::text::text[])`,
    ),
    list: statement(
      `select ${columns({ ...f, ...daysOf(table) })} from ${f}
       where ($1::text is null or ${f.clientId} = $1::text::uuid) and ($2::text is null or ${f.externalId} = $2::text)
         and ($3::text is null or ${f.at} >= $3::text::timestamptz) and ($4::text is null or ${f.at} < $4::text::timestamptz)
         and ($5::text is null or ${f.id} > $5::text::uuid) order by ${f.id} limit $6::text::int`,
    ),
  };
}

/** Days are read as they were told: a driver would make moments of them. */
function daysOf(table: FactTable): Readonly<Record<string, string>> {
  if (table !== schema.paymentSchedule) return {};
  const f = named(schema.paymentSchedule, 'f');
  return { from: `to_char(${f.from}, 'YYYY-MM-DD')`, until: `to_char(${f.until}, 'YYYY-MM-DD')` };
}

const reads: { readonly [Kind in FactKind]: Reads<FactRows[Kind]> } = {
  deal: readsOf(schema.deal),
  payment: readsOf(schema.payment),
  usage: readsOf(schema.usage),
  outreach: readsOf(schema.outreach),
  schedule: readsOf(schema.paymentSchedule),
};

function once(table: FactTable): string {
  const f = bare(table);
  return `on conflict (${f.externalId}) do nothing returning ${f.id}`;
}

const insert: { readonly [Kind in FactKind]: WriteRows<FactRows[Kind]> } = {
  deal: inserter(schema.deal, once(schema.deal)),
  payment: inserter(schema.payment, once(schema.payment)),
  usage: inserter(schema.usage, once(schema.usage)),
  outreach: inserter(schema.outreach, once(schema.outreach)),
  schedule: inserter(schema.paymentSchedule, once(schema.paymentSchedule)),
};

/** Inserts facts, sorted by the caller; the ids of those that were new: the others stand there already under their own id. */
export async function insertFacts<Kind extends FactKind>(tx: Queries, kind: Kind, rows: readonly FactRows[Kind][]): Promise<Set<string>> {
  return new Set((await insert[kind].returned<{ id: string }>(tx, rows)).map(({ id }) => id));
}

/** What is stored under the company's own ids. */
export function factsByOwnId(tx: Queries, kind: FactKind, externalIds: readonly string[]): Promise<StoredFact[]> {
  return reads[kind].byOwnId(tx, [texts(externalIds)]);
}

const cl = named(schema.client, 'cl');
const namedShape = { id: cl.id, externalId: cl.externalId };

const namedClients = statement<RowOf<typeof namedShape>>(
  `select ${columns(namedShape)} from ${cl} where ${cl.id} = any($1::text::uuid[]) or ${cl.externalId} = any($2::text::text[])`,
);

/** Clients by our ids or the company's own, each with what it was asked by. */
export function clientsNamed(tx: Queries, ids: readonly string[], externalIds: readonly string[]): Promise<RowOf<typeof namedShape>[]> {
  return namedClients(tx, [uuids(ids), texts(externalIds)]);
}

const lock = statement(`select 1 from ${cl} where ${cl.id} = any($1::text::uuid[]) order by ${cl.id} for no key update`);

/** Locks clients in order of id; they stand between windows and loads in the order of locks. */
export async function lockClientRows(tx: Queries, ids: readonly string[]): Promise<void> {
  await lock(tx, [uuids(new Set(ids))]);
}

export interface FactFilter {
  readonly client: string | null;
  readonly externalId: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** Facts in order of their ids, which is the order they were recorded in. */
export function listFacts<Kind extends FactKind>(
  db: Queries,
  kind: Kind,
  { client, externalId, from, until }: FactFilter,
  after: string | null,
  limit: number,
): Promise<FactRows[Kind][]> {
  return reads[kind].list(db, [client, externalId, from?.toISOString() ?? null, until?.toISOString() ?? null, after, String(limit)]);
}

const d = named(schema.deal, 'd');
const dealShape = { clientId: d.clientId, amount: d.amount, currency: d.currency };

const deals = statement<RowOf<typeof dealShape>>(
  `select ${columns(dealShape)} from ${d} where ${d.clientId} = any($1::text::uuid[]) and ${d.at} >= $2::text::timestamptz`,
);

/** Deals of clients since a day, for their size. */
export function dealsSince(tx: Queries, clients: readonly string[], since: Date): Promise<RowOf<typeof dealShape>[]> {
  return deals(tx, [uuids(clients), since.toISOString()]);
}
