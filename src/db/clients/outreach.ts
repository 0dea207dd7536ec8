import type { ClientStage } from '../../domain/client.ts';
import { endsSo } from '../../domain/contact-detail.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Handle, OutreachOnRecord } from '../../domain/lead.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { client, contact, contactClient, department, outreach, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const r = named(outreach, 'r');
const newer = named(outreach, 'newer');
const cl = named(client, 'cl');
const ct = named(contact, 'ct');
const cc = named(contactClient, 'cc');
const s = named(specialist, 's');
const k = named(specialist, 'k');
const ks = named(specialist, 'ks');
const kd = named(department, 'kd');

const corrected = `(select ${newer.externalId} from ${newer} where ${newer.correctsId} = ${r.id})`;

/** Whoever goes on with the client: who closes, else who called or wrote. Of a record `r`. */
export const closerOf = `coalesce(${r.closerId}, ${r.specialistId})`;

/** Whether a record `r` counts: nothing has put it right, and it was not withdrawn. */
export const counts = `not ${r.withdrawn} and not exists (select 1 from ${newer} where ${newer.correctsId} = ${r.id})`;

/** Whether whoever goes on with the client of a record `r` works in sales now. */
export const isInSales = `exists (select 1 from ${ks} join ${kd} on ${kd.id} = ${ks.departmentId}
  where ${ks.id} = ${closerOf} and ${ks.leftAt} is null and ${kd.key} = 'sales')`;

const clientNamed = { id: cl.id, contact: expression<string | null>('null::text'), name: cl.name };
const clientOfContact = { id: cl.id, contact: expression<string | null>(`${cc.contactId}::text`), name: cl.name };

const findClientNames = statement<RowOf<typeof clientNamed>>(
  `select ${columns(clientNamed)} from ${cl} where ${cl.id} = any($1::text::uuid[])
   union all select ${columns(clientOfContact)} from ${cc} join ${cl} on ${cl.id} = ${cc.clientId}
     where ${cc.contactId} = any($2::text::uuid[]) and ${cc.until} is null order by 1, 2`,
);

/** What clients are called, and the clients of contacts. */
export function clientNames(tx: Queries, clients: readonly string[], contacts: readonly string[]): Promise<RowOf<typeof clientNamed>[]> {
  return findClientNames(tx, [uuids(clients), uuids(contacts)]);
}

const isServed = `exists (select 1 from ${cc} join ${cl} on ${cl.id} = ${cc.clientId} where ${cc.contactId} = ${r.contactId}
  and ${cc.until} is null and ${cl.stage} <> 'prospect')`;

const h = { kind: 'h.kind', value: 'h.value' };
const lastTen = `right(regexp_replace(${ct.phone}, '\\D', '', 'g'), 10)`;

/** A phone as records have it, `+79210000000`, however the company wrote it down. Of a column. */
export const wholePhone = (column: string) => `'+' || regexp_replace(regexp_replace(${column}, '\\D', '', 'g'), '^8(\\d{10})$', '7\\1')`;

/** Records by what they were written down with, or by the phone of the contact or the client they are of; `whole`: that phone. */
const byHandle = [
  `select ${h.kind}, ${h.value}, ${r.id} as record, ${r.phone} as whole from h join ${r} on right(${r.phone}, 7) = right(${h.value}, 7) where ${h.kind} = 'phone'`,
  `select ${h.kind}, ${h.value}, ${r.id}, ${wholePhone(ct.phone)} from h join ${ct} on ${lastTen} = right(${h.value}, 10)
     join ${r} on ${r.contactId} = ${ct.id} where ${h.kind} = 'phone' and length(${h.value}) >= 10`,
  `select ${h.kind}, ${h.value}, ${r.id}, ${wholePhone(ct.phone)} from h join ${ct} on ${lastTen} = right(${h.value}, 10)
     join ${cc} on ${cc.contactId} = ${ct.id} and ${cc.until} is null join ${r} on ${r.clientId} = ${cc.clientId}
     where ${h.kind} = 'phone' and length(${h.value}) >= 10`,
  `select ${h.kind}, ${h.value}, ${r.id}, null from h join ${r} on ${r.email} = ${h.value} where ${h.kind} = 'email'`,
  `select ${h.kind}, ${h.value}, ${r.id}, null from h join ${r} on ${r.telegram} = ${h.value} where ${h.kind} = 'telegram'`,
  `select ${h.kind}, ${h.value}, ${r.id}, null from h join ${r} on ${r.organisationKey} = ${h.value} where ${h.kind} = 'organisation'`,
].join(' union all ');

const foundShape = {
  kind: expression<Handle['kind']>('f.kind'),
  value: expression<string>('f.value'),
  whole: expression<string | null>('f.whole'),
  record: r.id,
  at: r.at,
  caller: r.specialistId,
  closer: expression<SpecialistId>(closerOf),
};

const isOfServed = `exists (select 1 from ${cl} where ${cl.id} = ${r.clientId} and ${cl.stage} <> 'prospect')`;

const findByHandles = statement<RowOf<typeof foundShape>>(
  `with h as (select * from unnest($1::text::text[], $2::text::text[]) as h(kind, value)), f as (${byHandle})
   select ${columns(foundShape)} from f join ${r} on ${r.id} = f.record
    where ${counts} and ${r.at} >= $3::text::timestamptz and not ${isOfServed} and not ${isServed}
    order by ${isInSales} desc, ${r.at} desc, ${r.id} limit 200`,
);

/** Finds records that count by what strangers typed, of clients nobody serves yet: first those of somebody who is in sales still, the newest first. */
export async function outreachByHandles(tx: Queries, handles: readonly Handle[], since: Date): Promise<OutreachOnRecord[]> {
  if (handles.length === 0) return [];
  const found = await findByHandles(tx, [
    texts(handles.map(({ kind }) => kind)),
    texts(handles.map(({ value }) => value)),
    since.toISOString(),
  ]);
  return found.flatMap(({ whole, at, ...each }) =>
    whole === null || endsSo(whole, each.value) ? [{ ...each, at: at.toISOString() }] : [],
  );
}

const namedShape = {
  id: r.id,
  externalId: r.externalId,
  conversationId: r.conversationId,
  cameAt: r.cameAt,
  correctedBy: expression<string | null>(corrected),
};

export type OutreachNamed = RowOf<typeof namedShape>;

const lockNamed = statement(
  `select 1 from ${r} where ${r.id}::text = any($1::text::text[]) or ${r.externalId} = any($1::text::text[]) order by ${r.id} for no key update`,
);
const findNamed = statement<RowOf<typeof namedShape>>(
  `select ${columns(namedShape)} from ${r} where ${r.id}::text = any($1::text::text[]) or ${r.externalId} = any($1::text::text[])`,
);

/** Locks and reads records by our ids or the company's own, each with what put it right. */
export async function outreachNamed(tx: Queries, ids: readonly string[]): Promise<OutreachNamed[]> {
  if (ids.length === 0) return [];
  await lockNamed(tx, [texts(ids)]);
  return findNamed(tx, [texts(ids)]);
}

const listedShape = {
  id: r.id,
  at: r.at,
  means: r.means,
  person: r.person,
  organisation: r.organisation,
  phone: r.phone,
  email: r.email,
  telegram: r.telegram,
  note: r.note,
  client_id: r.clientId,
  client_name: nullable(cl.name),
  client_stage: expression<ClientStage | null>(cl.stage),
  contact_id: r.contactId,
  contact_name: nullable(ct.name),
  specialist_id: r.specialistId,
  specialist_name: s.name,
  closer_id: expression<SpecialistId>(closerOf),
  closer_name: k.name,
  conversation_id: r.conversationId,
  came_at: r.cameAt,
  served: expression<boolean>(`coalesce(${cl.stage} <> 'prospect', ${isServed})`),
};

export type OutreachRow = RowOf<typeof listedShape>;

const listed = statement<OutreachRow>(
  `select ${columns(listedShape)} from ${r} join ${s} on ${s.id} = ${r.specialistId} join ${k} on ${k.id} = ${closerOf}
   left join ${cl} on ${cl.id} = ${r.clientId} left join ${ct} on ${ct.id} = ${r.contactId}
   where ($1::text is null or ${r.specialistId} = $1::text::uuid or ${r.closerId} = $1::text::uuid)
     and (case when $3::text is null then ${counts} else ${r.id} = $3::text::uuid and not ${r.withdrawn} end) order by ${r.at} desc, ${r.id} limit $2::text::int`,
);

/** Reads records that count, the newest first: of one person who called or closes, or of all. */
export function listOutreach(db: Queries, of: string | null, limit: number): Promise<OutreachRow[]> {
  return listed(db, [of, String(limit), null]);
}

/** Reads one record that was not taken back by itself, also one that was put right. */
export async function findOutreach(db: Queries, id: string): Promise<OutreachRow | null> {
  return (await listed(db, [null, '1', id]))[0] ?? null;
}
