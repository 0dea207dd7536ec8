import { and, asc, eq, isNotNull, isNull, max } from 'drizzle-orm';
import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { ClientId, ContactId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { dedicatedIn } from './dedications.ts';
import { forgetChosen } from './memberships.ts';
import { clientProven } from './proven.ts';

const ct = named(schema.contact, 'ct');
const w = named(schema.window, 'w');
const cc = named(schema.contactClient, 'cc');
const later = named(schema.contactClient, 'later');
const cl = named(schema.client, 'cl');
const o = named(schema.ownership, 'o');
const newer = named(schema.ownership, 'newer');
const d = named(schema.department, 'd');
const s = named(schema.specialist, 's');
const c = named(schema.conversation, 'c');
const j = named(schema.contactJoin, 'j');

const lockOne = statement(`select 1 from ${ct} where ${ct.id} = $1::text::uuid and ${ct.erasedAt} is null for no key update`);

const lockWindows = statement(
  `select 1 from ${w} where ${w.contactId} = $1::text::uuid or ${w.id} = (select ${ct.windowId} from ${ct} where ${ct.id} = $1::text::uuid)
    order by ${w.id} for no key update`,
);

/** Locks the contact and then its windows, so that nothing is decided about it meanwhile; false when there is no such contact. */
export async function lockContact(tx: Queries, contact: string): Promise<boolean> {
  const rows = await lockOne(tx, [contact]);
  if (rows.length > 0) await lockWindows(tx, [contact]);
  return rows.length > 0;
}

const membershipShape = { record: cc.id, client: cc.clientId, role: cc.role, reason: cc.reason };

/** A client a contact is of now. */
export type Membership = RowOf<typeof membershipShape>;

/** The clients a contact is of now, by when they came to them. */
export async function membershipsOf(tx: Queries, contact: string): Promise<Membership[]> {
  const { id, clientId, role, reason, contactId, from, until } = schema.contactClient;
  return orm(tx)
    .select({ record: id, client: clientId, role, reason })
    .from(schema.contactClient)
    .where(and(eq(contactId, contact as ContactId), isNull(until)))
    .orderBy(asc(from), asc(id));
}

const before = statement<Membership>(
  `select ${columns(membershipShape)} from ${later} join ${cc} on ${cc.contactId} = ${later.contactId}
    where ${later.id} = $2::text::uuid and ${later.contactId} = $1::text::uuid and ${cc.until} = ${later.from} and ${cc.id} <> ${later.id} limit 1`,
);

/** Whose the contact was when this record began; null: nobody's. */
export async function membershipBefore(tx: Queries, contact: string, record: string): Promise<Membership | null> {
  const rows = await before(tx, [contact, record]);
  return rows[0] ?? null;
}

const membership = bare(schema.contactClient);

const end = statement(
  forgetChosen(
    `update ${membership} set ${membership.until} = $2::text::timestamptz where ${membership.id} = $1::text::uuid and ${membership.until} is null`,
  ),
);

export async function endMembership(tx: Queries, record: string, at: Date): Promise<void> {
  await end(tx, [record, at.toISOString()]);
}

const shareShape = { id: o.id, department: d.key, departmentId: d.id, specialist: o.specialistId, restsOn: o.restsOn };

export type Share = RowOf<typeof shareShape>;

const inList = 'in (select json_array_elements_text($1::text::json)::uuid)';

const clientShape = {
  id: cl.id,
  name: cl.name,
  proven: expression<boolean>(clientProven('cl')),
  size: expression<SizeClass>(cl.size),
  stage: expression<ClientStage>(cl.stage),
  dedicated: dedicatedIn(cl.id),
  /** it came to be with this contact's first message, and the contact is all there is of it */
  isLone: expression<boolean>(
    `${cl.stage} = 'prospect' and ${cl.externalId} is null
      and exists (select 1 from ${cc} where ${cc.clientId} = ${cl.id} and ${cc.contactId} = $2::text::uuid and ${cc.reason} = 'first-assignment')
      and not exists (select 1 from ${cc} where ${cc.clientId} = ${cl.id} and ${cc.contactId} <> $2::text::uuid
        and not exists (select 1 from ${j} where ${j.fromContactId} = ${cc.contactId} and ${j.intoContactId} = $2::text::uuid and ${j.undoneAt} is null))`,
  ),
  /** who owns it now */
  owners: expression<readonly Share[] | null>(
    `(select json_agg(json_build_object('id', ${o.id}, 'department', ${d.key}, 'departmentId', ${d.id}, 'specialist', ${o.specialistId},
         'restsOn', ${o.restsOn}))
       from ${o} join ${d} on ${d.id} = ${o.departmentId} where ${o.clientId} = ${cl.id} and ${o.until} is null)`,
  ),
};

export type ClientFacts = RowOf<typeof clientShape>;

const lockRows = statement(`select 1 from ${cl} where ${cl.id} ${inList} order by ${cl.id} for no key update`);
const readRows = statement<ClientFacts>(`select ${columns(clientShape)} from ${cl} where ${cl.id} ${inList}`);

/** Locks clients in order of id and reads them, as seen from the contact. */
export async function lockClients(tx: Queries, ids: readonly string[], contact: string): Promise<ReadonlyMap<string, ClientFacts>> {
  const list = JSON.stringify(ids);
  await lockRows(tx, [list]);
  const rows = await readRows(tx, [list, contact]);
  return new Map(rows.map((each) => [each.id, each]));
}

const ended = statement<Share>(
  `select ${columns(shareShape)} from ${o}
     join ${d} on ${d.id} = ${o.departmentId} join ${s} on ${s.id} = ${o.specialistId} and ${s.leftAt} is null
    where ${o.clientId} = $1::text::uuid and ${o.until} = $2::text::timestamptz
      and not exists (select 1 from ${newer}
        where ${newer.clientId} = ${o.clientId} and ${newer.departmentId} = ${o.departmentId} and ${newer.until} is null)`,
);

/** Who owned the client up to this moment, by a change of its contact. */
export function sharesEnded(tx: Queries, client: string, at: Date): Promise<Share[]> {
  return ended(tx, [client, at.toISOString()]);
}

const conversation = bare(schema.conversation);
const movedShape = { id: c.id, version: c.version, window: c.windowId, specialist: c.specialistId, department: d.key };

export type Moved = RowOf<typeof movedShape>;

const move = statement<Moved>(
  `update ${c} set ${conversation.clientId} = $3::text::uuid, ${conversation.version} = ${c.version} + 1 from ${d}
    where ${d.id} = ${c.departmentId} and ${c.contactId} = $1::text::uuid
      and coalesce(${c.clientId}::text, 'none') in (select json_array_elements_text($2::text::json))
      and ($4::text is null or ${c.openedAt} >= $4::text::timestamptz)
    returning ${columns(movedShape)}`,
);

/**
 * The contact's conversations become another client's: those of `from` (null: of none), opened since then. Versions go up, so
 * that desks see it. `to` null: of none.
 */
export function moveConversations(
  tx: Queries,
  { contact, from, to, since }: { contact: string; from: readonly (string | null)[]; to: string | null; since: Date | null },
): Promise<Moved[]> {
  return move(tx, [contact, JSON.stringify(from.map((each) => each ?? 'none')), to, since?.toISOString() ?? null]);
}

/**
 * When the contact's earlier stay with this client ended; null: there was none. Conversations from before then were the client's already,
 * and stay with it.
 */
export async function stayedUntil(tx: Queries, contact: string, client: string): Promise<Date | null> {
  const { until, contactId, clientId } = schema.contactClient;
  const rows = await orm(tx)
    .select({ until: max(until) })
    .from(schema.contactClient)
    .where(and(eq(contactId, contact as ContactId), eq(clientId, client as ClientId), isNotNull(until)));
  return rows[0]?.until ?? null;
}
