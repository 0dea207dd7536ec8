import type { DepartmentKey } from '../../domain/department.ts';
import type { DepartmentId, SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { dealsOf } from './deals.ts';
import { isOf } from './of-client.ts';

/* What ownerships by a first assignment rest on: the conversations of a client, as they are named now (R12, R15). */

const o = named(schema.ownership, 'o');
const d = named(schema.department, 'd');
const c = named(schema.conversation, 'c');
const cc = named(schema.contactClient, 'cc');
const a = named(schema.assignment, 'a');
const later = named(schema.assignment, 'later');
const dl = named(schema.deal, 'dl');
const s = named(schema.specialist, 's');
const l = named(schema.specialistLoad, 'l');
const cl = named(schema.client, 'cl');
const t = bare(schema.clientTimer);

/** The conversations `c` of everybody who is, or was, of a client. */
const ofContacts = (client: string) => `${c} where ${c.contactId} in (select ${cc.contactId} from ${cc} where ${cc.clientId} = ${client})`;

const hadIt = `exists (select 1 from ${a} where ${a.conversationId} = ${c.id} and ${a.specialistId} = ${o.specialistId})`;

const unfoundedShape = { specialist: o.specialistId, department: d.key, departmentId: o.departmentId, from: o.from };

export type Unfounded = RowOf<typeof unfoundedShape>;

const unfounded = statement<Unfounded>(
  `select ${columns(unfoundedShape)} from ${o} join ${d} on ${d.id} = ${o.departmentId}
   where ${o.clientId} = $1::text::uuid and ${o.until} is null and ${o.restsOn} = 'first-assignment' and ${o.reason} = 'first-assignment'
     and exists (select 1 from ${ofContacts('$1::text::uuid')} and ${c.clientId} <> $1::text::uuid and ${hadIt})
     and not exists (select 1 from ${ofContacts('$1::text::uuid')} and ${isOf(c, '$1::text::uuid')} and ${hadIt})
     and not exists (select 1 from ${dl} where ${dl.clientId} = ${o.clientId} and ${dl.at} >= ${o.from})
   order by ${o.id}`,
);

/** Ownerships of a client that began with a conversation which is another client's by now, and of whose owner nothing else of it is, or was. */
export function unfoundedOwnerships(tx: Queries, client: string): Promise<Unfounded[]> {
  return unfounded(tx, [client]);
}

const servedShape = {
  conversation: c.id,
  specialist: expression<SpecialistId>(s.id),
  department: expression<DepartmentKey>(d.key),
  departmentId: expression<DepartmentId>(d.id),
  /** units they could still take into their portfolio */
  room: expression<number>(`${s.capacity} - ${l.portfolioUnits}`),
};

/** Whoever served a client first, in a conversation that is not closed. */
export type ServedBy = RowOf<typeof servedShape>;

const servedBy = statement<ServedBy>(
  `select ${columns(servedShape)} from ${c} join ${a} on ${a.conversationId} = ${c.id}
     and not exists (select 1 from ${later} where ${later.conversationId} = ${c.id} and ${later.n} > ${a.n})
   join ${s} on ${s.id} = ${a.specialistId} and ${s.leftAt} is null and ${s.departmentId} = ${c.departmentId}
   join ${d} on ${d.id} = ${c.departmentId} join ${l} on ${l.specialistId} = ${s.id} and ${l.departmentId} = ${d.id}
   where ${c.contactId} in (select ${cc.contactId} from ${cc} where ${cc.clientId} = $1::text::uuid and ${cc.until} is null)
     and ${c.clientId} = $1::text::uuid and ${c.status} not in ('asking', 'queued', 'closed') and ${c.track} <> 'finance'
     and ${a.rule} <> 'met' and ${a.reason} <> 'takeover'
   order by ${c.openedAt}, ${c.id}`,
);

/** Who serves a client in what is not closed of it, the oldest first: as a first assignment does, a takeover or a meeting does not. */
export function servingNow(tx: Queries, client: string): Promise<ServedBy[]> {
  return servedBy(tx, [client]);
}

const ownedShape = {
  deals: dealsOf(cl.id),
  ownedIn: expression<readonly DepartmentKey[]>(
    `(select coalesce(json_agg(${d.key} order by ${d.key}), '[]') from ${o} join ${d} on ${d.id} = ${o.departmentId}
      where ${o.clientId} = ${cl.id} and ${o.until} is null)`,
  ),
};

const owned = statement<RowOf<typeof ownedShape>>(`select ${columns(ownedShape)} from ${cl} where ${cl.id} = $1::text::uuid`);

/** Deals of a client on record, and where somebody owns it now. */
export async function ownedNow(tx: Queries, client: string): Promise<RowOf<typeof ownedShape>> {
  const [row] = await owned(tx, [client]);
  return row ?? { deals: 0, ownedIn: [] };
}

/** The client timer by which it is looked at who owns a client. */
export const ownersKey = 'owners';

const setTimers = inserter(schema.clientTimer, `on conflict (${t.clientId}, ${t.key}) do update set ${t.dueAt} = excluded.${t.dueAt}`);

/** Has it looked at, as soon as its own locks are had, who owns these clients: what is said of a conversation has changed. */
export async function reconsiderOwners(tx: Queries, clients: ReadonlyMap<string, Date>): Promise<void> {
  await setTimers(
    tx,
    [...clients].map(([clientId, dueAt]) => ({ clientId, key: ownersKey, generation: 0, dueAt })),
  );
}
