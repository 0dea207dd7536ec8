import type { SizeClass } from '../../domain/client.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { dedicatedIn } from './dedications.ts';

const o = named(schema.ownership, 'o');
const cl = named(schema.client, 'cl');
const d = named(schema.department, 'd');
const c = named(schema.conversation, 'c');
const cc = named(schema.contactClient, 'cc');
const dl = named(schema.deal, 'dl');
const m = named(schema.portfolioMove, 'm');
const move = bare(schema.portfolioMove);

const expiringShape = { client: o.clientId, specialist: o.specialistId, department: d.key };

const expiring = statement<RowOf<typeof expiringShape>>(
  `select ${columns(expiringShape)}
   from ${o} join ${cl} on ${cl.id} = ${o.clientId} and ${cl.stage} = 'prospect' join ${d} on ${d.id} = ${o.departmentId}
   where ${o.until} is null and ${o.reason} = 'first-assignment' and ${o.from} < $1::text::timestamptz
     and ($2::text is null or ${o.clientId} = $2::text::uuid)
     and not exists (select 1 from ${dl} where ${dl.clientId} = ${o.clientId})
     and not exists (select 1 from ${cc} join ${c} on ${c.contactId} = ${cc.contactId} and ${c.status} <> 'closed'
       where ${cc.clientId} = ${o.clientId} and ${cc.until} is null)
   order by ${o.from}, ${o.id} limit $3::text::int`,
);

/** Ownerships that a first assignment made before this time, with no deal since, and nobody talking with the client now. */
export function expiringOwnerships(
  db: Queries,
  before: Date,
  client: string | null,
  limit: number,
): Promise<RowOf<typeof expiringShape>[]> {
  return expiring(db, [before.toISOString(), client, String(limit)]);
}

const ownedShape = {
  client: o.clientId,
  name: cl.name,
  size: expression<SizeClass>(cl.size),
  dedicated: dedicatedIn(cl.id),
  ownership: o.id,
  restsOn: o.restsOn,
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
