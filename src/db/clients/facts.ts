import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { inserter, type RowToWrite, type WriteRows } from '../rows.ts';
import * as schema from '../schema.ts';

const insert = {
  deal: inserter(schema.deal, 'on conflict (external_id) do nothing returning id'),
  payment: inserter(schema.payment, 'on conflict (external_id) do nothing returning id'),
  usage: inserter(schema.usage, 'on conflict (external_id) do nothing returning id'),
  outreach: inserter(schema.outreach, 'on conflict (external_id) do nothing returning id'),
};

export interface FactRows {
  readonly deal: RowToWrite<typeof schema.deal>;
  readonly payment: RowToWrite<typeof schema.payment>;
  readonly usage: RowToWrite<typeof schema.usage>;
  readonly outreach: RowToWrite<typeof schema.outreach>;
}

export type FactKind = keyof FactRows;

/** Inserts facts, sorted by the caller; the ids of those that were new: the others stand there already under their own id. */
export async function insertFacts<Kind extends FactKind>(tx: Queries, kind: Kind, rows: readonly FactRows[Kind][]): Promise<Set<string>> {
  const part = (insert[kind] as unknown as WriteRows<FactRows[Kind]>).part(rows);
  if (part === null) return new Set();
  return new Set((await tx.query<{ id: string }>(part.text(0), part.parameters)).map(({ id }) => id));
}

/** What stands there under the company's own ids. */
export function factsByOwnId(
  tx: Queries,
  kind: FactKind,
  externalIds: readonly string[],
): Promise<{ id: string; externalId: string; hash: string }[]> {
  return tx.query(`select id, external_id as "externalId", hash from "${kind}" where external_id = any($1::text::text[])`, [
    texts(externalIds),
  ]);
}

/** Clients by our ids or the company's own, each with what it was asked by. */
export function clientsNamed(
  tx: Queries,
  ids: readonly string[],
  externalIds: readonly string[],
): Promise<{ id: string; externalId: string | null }[]> {
  return tx.query(
    `select id, external_id as "externalId" from client where id = any($1::text::uuid[]) or external_id = any($2::text::text[])`,
    [uuids(ids), texts(externalIds)],
  );
}

/** Locks clients in order of id; they stand between windows and loads in the order of locks. */
export async function lockClientRows(tx: Queries, ids: readonly string[]): Promise<void> {
  await tx.query('select 1 from client where id = any($1::text::uuid[]) order by id for no key update', [uuids(new Set(ids))]);
}

export interface FactFilter {
  readonly client: string | null;
  readonly externalId: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** Facts in order of their ids, which is the order they were told in. */
export function listFacts<Kind extends FactKind>(
  db: Queries,
  kind: Kind,
  filter: FactFilter,
  after: string | null,
  limit: number,
): Promise<FactRows[Kind][]> {
  return db.query(
    `select ${columns[kind]} from "${kind}"
     where ($1::text is null or client_id = $1::text::uuid) and ($2::text is null or external_id = $2::text)
       and ($3::text is null or at >= $3::text::timestamptz) and ($4::text is null or at < $4::text::timestamptz)
       and ($5::text is null or id > $5::text::uuid) order by id limit $6::text::int`,
    [filter.client, filter.externalId, filter.from?.toISOString() ?? null, filter.until?.toISOString() ?? null, after, String(limit)],
  );
}

const told = `id, external_id as "externalId", hash, at, created_at as "createdAt", by_kind as "byKind", by_id as "byId", client_id as "clientId"`;
const money = `product_line as "productLine", amount, currency`;

const columns: Readonly<Record<FactKind, string>> = {
  deal: `${told}, ${money}, specialist_id as "specialistId", unrepresentative`,
  payment: `${told}, ${money}, kind, deal_id as "dealId", corrects_id as "correctsId"`,
  usage: `${told}, product_line as "productLine", quantity`,
  outreach: `${told}, contact_id as "contactId", specialist_id as "specialistId", means`,
};

/** Deals of clients since a day, for their size. */
export function dealsSince(
  tx: Queries,
  clients: readonly string[],
  since: Date,
): Promise<{ clientId: string; amount: number; currency: string }[]> {
  return tx.query(
    `select client_id as "clientId", amount, currency from deal where client_id = any($1::text::uuid[]) and at >= $2::text::timestamptz`,
    [uuids(clients), since.toISOString()],
  );
}
