import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { FlowState, Status } from '../../domain/decision.ts';
import type { Language, Worded } from '../../domain/language.ts';
import { sight, visible } from '../conversations/list.ts';
import type { Queries } from '../db.ts';
import type { Viewer } from '../people/sign-in.ts';

/*
 * Parameters 1 to 4 of every query here: the viewer, whether they see all, keys of their departments, keys of those they head.
 * A parameter a query has no other use for is named once all the same, so that it has a type.
 */
export function eyes(viewer: Viewer): [string, string, string, string] {
  return [...sight(viewer), JSON.stringify(viewer.heads)];
}

const inSight = `exists (select 1 from contact_client l join conversation c on c.contact_id = l.contact_id join department d on d.id = c.department_id
  where l.client_id = cl.id and (c.client_id = cl.id or (c.client_id is null and l.until is null)) and ${visible})`;

/** Who sees a client `cl`: whoever owns it, works or heads where it is owned, or sees a conversation with it. */
export const clientVisible = `($2::text = 'all' or exists (select 1 from ownership o join department od on od.id = o.department_id
    where o.client_id = cl.id and o.until is null
      and (o.specialist_id = $1::text::uuid or od.key in (select json_array_elements_text($3::text::json)))) or ${inSight})`;

const headed = `in (select json_array_elements_text($4::text::json))`;

/** Who sees how a contact `ct` is reached (R19): the client's owners, whoever has them in charge now, heads of the departments concerned, the director. */
export const reaches = `($2::text = 'all'
  or exists (select 1 from conversation rc join department rd on rd.id = rc.department_id where rc.contact_id = ct.id
    and ((rc.specialist_id = $1::text::uuid and rc.status <> 'closed') or rd.key ${headed}))
  or exists (select 1 from contact_client rl join ownership ro on ro.client_id = rl.client_id and ro.until is null join department rd on rd.id = ro.department_id
    where rl.contact_id = ct.id and rl.until is null and (ro.specialist_id = $1::text::uuid or rd.key ${headed})))`;

export interface Left {
  readonly kind: 'phone' | 'email' | 'telegram';
  readonly value: string;
  readonly at: string;
}

/** A contact's addresses, when they are for these eyes. */
export interface ReachRow {
  readonly reached: boolean;
  readonly email: string | null;
  readonly phone: string | null;
  readonly left: readonly Left[] | null;
}

/** Columns of a `ReachRow` about the contact `ct`: nothing of what is not for the viewer leaves the database. */
export const reachColumns = `r.reached, case when r.reached then ct.email end as email, case when r.reached then ct.phone end as phone,
  case when r.reached then (select json_agg(json_build_object('kind', cd.kind, 'value', cd.value, 'at', to_json(cd.at)) order by cd.at)
    from contact_detail cd where cd.contact_id = ct.id) end as left`;
export const reachJoin = `cross join lateral (select ${reaches} as reached) r`;

/** How a contact is reached. */
export async function reachOfContact(db: Queries, viewer: Viewer, contact: string): Promise<ReachRow | null> {
  const rows = await db.query<ReachRow>(
    `select ${reachColumns} from contact ct ${reachJoin} where ct.id = $5::text::uuid and $3::text is not null`,
    [...eyes(viewer), contact],
  );
  return rows[0] ?? null;
}

export interface ClientRow {
  readonly id: string;
  readonly name: string;
  readonly size: SizeClass;
  readonly stage: ClientStage;
  readonly product_line: string | null;
  readonly external_id: string | null;
  readonly created_at: Date;
}

/** A client this viewer may see, else null. */
export async function findClient(db: Queries, viewer: Viewer, id: string): Promise<ClientRow | null> {
  const rows = await db.query<ClientRow>(
    `select cl.id, cl.name, cl.size, cl.stage, cl.product_line, cl.external_id, cl.created_at
       from client cl where cl.id = $5::text::uuid and $4::text is not null and ${clientVisible}`,
    [...eyes(viewer), id],
  );
  return rows[0] ?? null;
}

/** Whether a viewer has to do with a contact: sees their client, or a conversation of theirs. */
export async function seesContact(db: Queries, viewer: Viewer, contact: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from contact ct left join contact_client cc on cc.contact_id = ct.id and cc.until is null left join client cl on cl.id = cc.client_id
      where ct.id = $5::text::uuid and ct.erased_at is null and $4::text is not null and ((cl.id is not null and ${clientVisible})
        or exists (select 1 from conversation c join department d on d.id = c.department_id where c.contact_id = ct.id and ${visible}))`,
    [...eyes(viewer), contact],
  );
  return rows.length > 0;
}

export interface ContactRow extends ReachRow {
  readonly id: string;
  readonly name: string | null;
  readonly language: Language;
  readonly role: string | null;
  readonly record: string;
  readonly channels: readonly string[] | null;
  readonly conversation: string | null;
}

/** The client's contacts as they are now. */
export function contactsOfClient(db: Queries, viewer: Viewer, client: string): Promise<ContactRow[]> {
  return db.query(
    `select ct.id, ct.name, ct.language, cc.role, cc.id as record, ${reachColumns},
            (select json_agg(distinct ca.kind) from identity_link il join identity i on i.id = il.identity_id
               join channel_account ca on ca.id = i.account_id where il.contact_id = ct.id and il.until is null) as channels,
            (select c.id from conversation c join department d on d.id = c.department_id where c.contact_id = ct.id and ${visible}
              order by c.opened_at desc limit 1) as conversation
       from contact_client cc join contact ct on ct.id = cc.contact_id ${reachJoin}
      where cc.client_id = $5::text::uuid and cc.until is null and ct.erased_at is null order by ct.name, ct.id`,
    [...eyes(viewer), client],
  );
}

export interface OwnershipRow {
  readonly department: string;
  readonly department_name: Worded;
  readonly specialist_id: string;
  readonly specialist_name: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly reason: string;
}

/** Who owns the client and who did: the current ones first, then the newest. */
export function ownershipsOf(db: Queries, client: string): Promise<OwnershipRow[]> {
  return db.query(
    `select d.key as department, d.name as department_name, s.id as specialist_id, s.name as specialist_name, o."from", o.until, o.reason
       from ownership o join department d on d.id = o.department_id join specialist s on s.id = o.specialist_id
      where o.client_id = $1::text::uuid order by (o.until is null) desc, o."from" desc, d.key`,
    [client],
  );
}

export interface FlowRow {
  readonly state: FlowState;
  readonly flow: string;
  readonly flow_version: number;
  readonly tree_hash: string;
}

/** Where the question trees of the client's newest conversations stand. */
export function flowsOfClient(db: Queries, client: string, limit: number): Promise<FlowRow[]> {
  return db.query(
    `select c.state, c.flow, c.flow_version, c.tree_hash ${ofClient} order by c.opened_at desc limit $2::text::int`.replaceAll('$5', '$1'),
    [client, String(limit)],
  );
}

/** Conversations `c` that belong to a client: its own, and those of its contacts from before they were known to be its. */
const ofClient = `from (select distinct l.contact_id from contact_client l where l.client_id = $5::text::uuid) link
  join conversation c on c.contact_id = link.contact_id and (c.client_id = $5::text::uuid or (c.client_id is null
    and exists (select 1 from contact_client l where l.contact_id = c.contact_id and l.client_id = $5::text::uuid and l.until is null)))`;

export interface TimelineRow {
  readonly id: string;
  readonly key: number;
  readonly contact_id: string;
  readonly contact_name: string | null;
  readonly channel: string;
  readonly department: string;
  readonly department_name: Worded;
  readonly status: Status;
  readonly served: readonly { readonly id: string; readonly name: string }[] | null;
  readonly opened_at: Date;
  readonly last_message_at: Date;
  readonly resolved_at: Date | null;
  readonly messages: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly opens: boolean;
}

const words = (order: string, more: string) => `(select left(m.body->>'text', 200) from message m where m.window_id = c.window_id
  and m.conversation_id = c.id and m.audience = 'client' and m.deleted_at is null and ${more} and m.body->>'text' <> '' order by m.seq ${order} limit 1)`;

/** Everything that was between the company and all contacts of the client, over every channel, the newest first. */
export function timelineOf(
  db: Queries,
  viewer: Viewer,
  { client, after, limit }: { client: string; after: { key: number; id: string } | null; limit: number },
): Promise<TimelineRow[]> {
  const ms = `(extract(epoch from c.opened_at) * 1000)::bigint`;
  return db.query(
    `select c.id, ${ms} as key, ct.id as contact_id, ct.name as contact_name, c.channel, d.key as department, d.name as department_name, c.status,
            c.opened_at, c.last_message_at, c.resolved_at, ${visible} as opens,
            (select json_agg(json_build_object('id', s.id, 'name', s.name) order by a.first) from (
               select specialist_id, min(n) as first from assignment where conversation_id = c.id and specialist_id is not null group by specialist_id
             ) a join specialist s on s.id = a.specialist_id) as served,
            (select count(*) from message m where m.window_id = c.window_id and m.conversation_id = c.id and m.author <> 'system') as messages,
            ${words('asc', `m.author = 'client'`)} as first, ${words('desc', `m.author <> 'system'`)} as last
       ${ofClient} join department d on d.id = c.department_id join contact ct on ct.id = c.contact_id
      where $4::text is not null and ($6::text is null or (${ms}, c.id) < ($6::text::bigint, $7::text::uuid))
      order by ${ms} desc, c.id desc limit $8::text::int`,
    [...eyes(viewer), client, after === null ? null : String(after.key), after?.id ?? null, String(limit)],
  );
}
