import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { ServingRow } from '../../domain/serving.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { dealsOf } from './deals.ts';
import { dedicatedIn } from './dedications.ts';
import { languageOf } from './language-of.ts';
import { isOf } from './of-client.ts';

const o = named(schema.ownership, 'o');
const cl = named(schema.client, 'cl');
const d = named(schema.department, 'd');
const c = named(schema.conversation, 'c');
const cc = named(schema.contactClient, 'cc');
const dl = named(schema.deal, 'dl');
const other = named(schema.ownership, 'other');
const od = named(schema.department, 'od');
const h = named(schema.handover, 'h');
const m = named(schema.portfolioMove, 'm');
const move = bare(schema.portfolioMove);

/** No deal has followed. */
const isWithoutDeal = `(${cl.stage} = 'prospect' and not exists (select 1 from ${dl} where ${dl.clientId} = ${o.clientId}))`;

/** The department that the policy's table names for the client; null: its stage decides, as a large newcomer's does (`servingRow` in the domain). */
const namedBy = `(select r.value ->> 'department' from jsonb_array_elements($4::text::jsonb) r
  where r.value ->> 'size' = ${cl.size} and not (${cl.stage} = 'prospect' and ${cl.size} in ('large', 'key')) and (r.value ->> 'deals')::int
    <= greatest(${dealsOf(cl.id)}, case when ${cl.stage} = 'prospect' then 0 else 1 end)
  order by (r.value ->> 'deals')::int desc limit 1)`;

const isOwnedInSales = `exists (select 1 from ${other} join ${od} on ${od.id} = ${other.departmentId} and ${od.key} = 'sales'
  where ${other.clientId} = ${o.clientId} and ${other.until} is null)`;

const isOnItsWay = `exists (select 1 from ${h} where ${h.clientId} = ${o.clientId} and ${h.fromDepartment} = ${d.key}
  and ${h.status} not in ('done', 'withdrawn'))`;

/**
 * The client's stage asks for no owner in this department, by the table or without one (`asksForOwner` in the domain). Up to the end of
 * the initial period sales go before whoever else had the client first; a handover that is still to come keeps the client where it is.
 */
const isNotAskedFor = `case
  when ${namedBy} is not null then ${d.key} <> ${namedBy}
  when ${cl.stage} in ('prospect', 'initial') then ${d.key} <> 'sales' and ${isOwnedInSales}
  else ${d.key} <> 'client'
end and not ${isOnItsWay}`;

const ownedIn = `(select coalesce(json_agg(${od.key}), '[]') from ${other} join ${od} on ${od.id} = ${other.departmentId}
  where ${other.clientId} = ${o.clientId} and ${other.until} is null)`;

const expiringShape = {
  client: o.clientId,
  specialist: o.specialistId,
  department: d.key,
  departmentId: o.departmentId,
  from: o.from,
  size: expression<SizeClass>(cl.size),
  stage: expression<ClientStage>(cl.stage),
  deals: dealsOf(cl.id),
  ownedIn: expression<readonly DepartmentKey[]>(ownedIn),
  isOnItsWay: expression<boolean>(isOnItsWay),
};

export type ExpiringOwnership = RowOf<typeof expiringShape>;

const expiring = statement<ExpiringOwnership>(
  `select ${columns(expiringShape)}
   from ${o} join ${cl} on ${cl.id} = ${o.clientId} join ${d} on ${d.id} = ${o.departmentId}
   where ${o.until} is null and ${o.restsOn} = 'first-assignment' and ${o.from} < $1::text::timestamptz
     and ($2::text is null or ${o.clientId} = $2::text::uuid)
     and (${isWithoutDeal} or ${isNotAskedFor})
     and not exists (select 1 from ${cc} join ${c} on ${c.contactId} = ${cc.contactId} and ${c.status} <> 'closed'
       where ${cc.clientId} = ${o.clientId} and ${cc.until} is null and ${isOf(c, o.clientId)})
   order by ${o.from}, ${o.id} limit $3::text::int`,
);

/**
 * Ownerships that rest on nothing but a first assignment before this time, which no deal followed or for which the client's stage asks no
 * more, while nobody talks with the client. `table`: which department serves whom, by the policy.
 */
export function expiringOwnerships(
  db: Queries,
  before: Date,
  client: string | null,
  { table, limit }: { readonly table: readonly ServingRow[]; readonly limit: number },
): Promise<ExpiringOwnership[]> {
  return expiring(db, [before.toISOString(), client, String(limit), JSON.stringify(table)]);
}

const ownedShape = {
  client: o.clientId,
  name: cl.name,
  size: expression<SizeClass>(cl.size),
  stage: expression<ClientStage>(cl.stage),
  dedicated: dedicatedIn(cl.id),
  ownership: o.id,
  restsOn: o.restsOn,
  language: languageOf(cl.id),
};

/** A client somebody owns, and the conversations of it that they have open in the department. */
export type OwnedClient = RowOf<typeof ownedShape> & { readonly conversations: readonly string[] };

const owned = statement<RowOf<typeof ownedShape>>(
  `select ${columns(ownedShape)} from ${o} join ${cl} on ${cl.id} = ${o.clientId}
   join ${d} on ${d.id} = ${o.departmentId} and ${d.key} = $2::text
   where ${o.specialistId} = $1::text::uuid and ${o.until} is null order by ${o.clientId}`,
);

const openShape = { id: c.id, client: c.clientId };

const open = statement<RowOf<typeof openShape>>(
  `select ${columns(openShape)} from ${c}
   where ${c.specialistId} = $1::text::uuid and ${c.departmentId} = (select ${d.id} from ${d} where ${d.key} = $2::text)
     and ${c.status} not in ('closed', 'resolved') order by ${c.id}`,
);

/** Everything somebody has in a department: the clients they own, and conversations of clients that are not theirs. */
export async function portfolioOf(
  db: Queries,
  specialist: string,
  department: string,
): Promise<{ clients: OwnedClient[]; loose: string[] }> {
  const parameters = [specialist, department];
  const [clients, conversations] = await Promise.all([owned(db, parameters), open(db, parameters)]);
  const own = new Set(clients.map(({ client }) => client));
  return {
    clients: clients.map((each) => ({
      ...each,
      conversations: conversations.flatMap(({ id, client }) => (client === each.client ? [id] : [])),
    })),
    loose: conversations.flatMap(({ id, client }) => (client !== null && own.has(client) ? [] : [id])),
  };
}

/** What went to whom in one move. */
export interface MovedItem {
  readonly client: string;
  readonly to: string;
  /** beyond their portfolio, because nobody had room */
  readonly overload: boolean;
}

const moveShape = {
  id: m.id,
  specialistId: m.specialistId,
  department: d.key,
  items: expression<readonly MovedItem[]>(m.items),
  at: m.at,
  undoneAt: m.undoneAt,
};

export type MoveRow = RowOf<typeof moveShape>;

export const insertMove = inserter(schema.portfolioMove);

const lockedMove = statement<MoveRow>(
  `select ${columns(moveShape)} from ${m} join ${d} on ${d.id} = ${m.departmentId} where ${m.id} = $1::text::uuid for no key update of m`,
);

export async function lockMove(tx: Queries, id: string): Promise<MoveRow | null> {
  const rows = await lockedMove(tx, [id]);
  return rows[0] ?? null;
}

const undone = statement(
  `update ${move} set ${move.undoneAt} = $2::text::timestamptz, ${move.undoneBy} = $3::text::uuid where ${move.id} = $1::text::uuid`,
);

export async function markUndone(tx: Queries, id: string, by: string, at: Date): Promise<void> {
  await undone(tx, [id, at.toISOString(), by]);
}

const standingShape = { id: m.id, at: m.at, clients: expression<number>(`jsonb_array_length(${m.items})`) };

const standing = statement<RowOf<typeof standingShape>>(
  `select ${columns(standingShape)} from ${m} where ${m.specialistId} = $1::text::uuid and ${m.undoneAt} is null order by ${m.at} desc limit 10`,
);

/** The newest moves of somebody's portfolio that can still be undone. */
export function movesOf(db: Queries, specialist: string): Promise<RowOf<typeof standingShape>[]> {
  return standing(db, [specialist]);
}
