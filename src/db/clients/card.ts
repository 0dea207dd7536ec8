import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { Language, Worded } from '../../domain/language.ts';
import { clientVisible, eyes, reaches, visible } from '../conversations/visible.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, of, type RowOf } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { isOf } from './of-client.ts';
import { clientProven, contactProven } from './proven.ts';

const cl = named(schema.client, 'cl');
const ct = named(schema.contact, 'ct');
const cc = named(schema.contactClient, 'cc');
const cd = named(schema.contactDetail, 'cd');
const c = named(schema.conversation, 'c');
const d = named(schema.department, 'd');
const o = named(schema.ownership, 'o');
const s = named(schema.specialist, 's');
const il = named(schema.identityLink, 'il');
const i = named(schema.identity, 'i');
const ca = named(schema.channelAccount, 'ca');

export interface Left {
  readonly kind: 'phone' | 'email' | 'telegram';
  readonly value: string;
  readonly at: string;
}

/** How somebody is called in Telegram now, and by which link they came first. */
export interface InTelegram {
  readonly name: string | null;
  readonly username: string | null;
  readonly source: string | null;
}

const r = of('r', { reached: expression<boolean>(reaches) });

const whenReached = <Data>(column: string) => expression<Data | null>(`case when ${r.reached} then ${column} end`);

/** What a row says of how the contact `ct` is reached, with `reachJoin`: nothing of what is not for the viewer leaves the database. */
export const reachShape = {
  reached: r.reached,
  email: whenReached<string>(ct.email),
  phone: whenReached<string>(ct.phone),
  left: whenReached<readonly Left[]>(
    `(select json_agg(json_build_object('kind', ${cd.kind}, 'value', ${cd.value}, 'at', to_json(${cd.at})) order by ${cd.at})
      from ${cd} where ${cd.contactId} = ${ct.id})`,
  ),
  telegram: whenReached<InTelegram>(
    `(select json_build_object('name', ${i.name}, 'username', ${i.username}, 'source', ${i.source}) from ${il} join ${i} on ${i.id} = ${il.identityId}
       join ${ca} on ${ca.id} = ${i.accountId} where ${il.contactId} = ${ct.id} and ${il.until} is null and ${ca.kind} = 'telegram'
         and coalesce(${i.name}, ${i.username}, ${i.source}) is not null order by ${il.from} desc limit 1)`,
  ),
};

/** A contact's addresses, when they are for these eyes. */
export type ReachRow = RowOf<typeof reachShape>;

/** `reachShape` as it is selected. */
export const reachColumns = columns(reachShape);
/** Joins `r`, which says whether the viewer sees how the contact `ct` is reached. */
export const reachJoin = `cross join lateral (select ${columns({ reached: reaches })}) ${r}`;

const reach = statement<ReachRow>(
  `select ${reachColumns} from ${ct} ${reachJoin} where ${ct.id} = $5::text::uuid and $3::text is not null`,
);

/** How a contact is reached. */
export async function reachOfContact(db: Queries, viewer: Viewer, contact: string): Promise<ReachRow | null> {
  const rows = await reach(db, [...eyes(viewer), contact]);
  return rows[0] ?? null;
}

const clientShape = {
  id: cl.id,
  name: cl.name,
  size: expression<SizeClass>(cl.size),
  stage: expression<ClientStage>(cl.stage),
  product_line: cl.productLine,
  external_id: cl.externalId,
  created_at: cl.createdAt,
  proven: expression<boolean>(clientProven('cl')),
};

export type ClientRow = RowOf<typeof clientShape>;

const find = statement<ClientRow>(
  `select ${columns(clientShape)} from ${cl} where ${cl.id} = $5::text::uuid and $4::text is not null and ${clientVisible}`,
);

/** A client this viewer may see, else null. */
export async function findClient(db: Queries, viewer: Viewer, id: string): Promise<ClientRow | null> {
  const rows = await find(db, [...eyes(viewer), id]);
  return rows[0] ?? null;
}

const visibleConversations = `from ${c} join ${d} on ${d.id} = ${c.departmentId} where ${c.contactId} = ${ct.id} and ${visible}`;

const sees = statement(
  `select 1 from ${ct} left join ${cc} on ${cc.contactId} = ${ct.id} and ${cc.until} is null left join ${cl} on ${cl.id} = ${cc.clientId}
    where ${ct.id} = $5::text::uuid and ${ct.erasedAt} is null and $4::text is not null
      and ((${cl.id} is not null and ${clientVisible}) or exists (select 1 ${visibleConversations}))`,
);

/** Whether a viewer has to do with a contact: sees their client, or a conversation of theirs. */
export async function seesContact(db: Queries, viewer: Viewer, contact: string): Promise<boolean> {
  const rows = await sees(db, [...eyes(viewer), contact]);
  return rows.length > 0;
}

const contactShape = {
  id: ct.id,
  name: ct.name,
  language: expression<Language>(ct.language),
  proven: expression<boolean>(contactProven),
  role: cc.role,
  record: cc.id,
  ...reachShape,
  channels: expression<readonly string[] | null>(
    `(select json_agg(distinct ${ca.kind}) from ${il} join ${i} on ${i.id} = ${il.identityId}
       join ${ca} on ${ca.id} = ${i.accountId} where ${il.contactId} = ${ct.id} and ${il.until} is null)`,
  ),
  conversation: expression<string | null>(
    `(select ${c.id} ${visibleConversations} and ${isOf(c, cc.clientId)} order by ${c.openedAt} desc limit 1)`,
  ),
};

export type ContactRow = RowOf<typeof contactShape>;

const contacts = statement<ContactRow>(
  `select ${columns(contactShape)} from ${cc} join ${ct} on ${ct.id} = ${cc.contactId} ${reachJoin}
    where ${cc.clientId} = $5::text::uuid and ${cc.until} is null and ${ct.erasedAt} is null order by ${ct.name}, ${ct.id}`,
);

/** The client's contacts as they are now. */
export function contactsOfClient(db: Queries, viewer: Viewer, client: string): Promise<ContactRow[]> {
  return contacts(db, [...eyes(viewer), client]);
}

const ownershipShape = {
  department: d.key,
  department_name: expression<Worded>(d.name),
  specialist_id: s.id,
  specialist_name: s.name,
  from: o.from,
  until: o.until,
  reason: o.reason,
};

export type OwnershipRow = RowOf<typeof ownershipShape>;

const ownerships = statement<OwnershipRow>(
  `select ${columns(ownershipShape)} from ${o} join ${d} on ${d.id} = ${o.departmentId} join ${s} on ${s.id} = ${o.specialistId}
    where ${o.clientId} = $1::text::uuid order by (${o.until} is null) desc, ${o.from} desc, ${d.key}`,
);

/** Who owns the client and who did: the current ones first, then the newest. */
export function ownershipsOf(db: Queries, client: string): Promise<OwnershipRow[]> {
  return ownerships(db, [client]);
}
