import type { SizeClass } from '../../domain/client.ts';
import type { Worded } from '../../domain/language.ts';
import { partOf } from '../conversations/match.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { onlyClientOf } from './of-client.ts';
import { clientProven, contactProven } from './proven.ts';

const ct = named(schema.contact, 'ct');
const cc = named(schema.contactClient, 'cc');
const cl = named(schema.client, 'cl');
const cd = named(schema.contactDetail, 'cd');
const c = named(schema.conversation, 'c');
const d = named(schema.department, 'd');
const o = named(schema.ownership, 'o');
const s = named(schema.specialist, 's');
const si = named(schema.specialist, 'si');
const w = named(schema.window, 'w');

type Owner = { readonly department: string; readonly departmentName: Worded; readonly id: string; readonly name: string };

const owners = expression<readonly Owner[] | null>(
  `(select json_agg(json_build_object('department', ${d.key}, 'departmentName', ${d.name}, 'id', ${s.id}, 'name', ${s.name}) order by ${d.key})
    from ${o} join ${d} on ${d.id} = ${o.departmentId} join ${s} on ${s.id} = ${o.specialistId}
    where ${o.clientId} = ${cl.id} and ${o.until} is null)`,
);

const callerShape = {
  id: ct.id,
  name: ct.name,
  client_id: nullable(cl.id),
  client_name: nullable(cl.name),
  client_size: expression<SizeClass | null>(cl.size),
  client_proven: expression<boolean | null>(`case when ${cl.id} is not null then ${clientProven('cl')} end`),
  proven: expression<boolean>(contactProven),
  owners,
};

export type CallerRow = RowOf<typeof callerShape>;

const selected = `select ${columns(callerShape)} from ${ct} left join ${cc} on ${cc.contactId} = ${ct.id} and ${cc.until} is null
  left join ${cl} on ${cl.id} = ${cc.clientId} where ${ct.erasedAt} is null`;

/** A phone number by its last ten digits. */
const digitsOf = (column: string) => `right(regexp_replace(${column}, '\\D', '', 'g'), 10)`;

const search = statement<CallerRow>(
  `${selected} and ((length($1::text) >= 5 and (${ct.name} ilike $1::text or ${cl.name} ilike $1::text)) or lower(${ct.email}) = lower($2::text)
      or ($3::text is not null and (${digitsOf(ct.phone)} = $3::text
        or exists (select 1 from ${cd} where ${cd.contactId} = ${ct.id} and ${cd.kind} = 'phone' and ${digitsOf(cd.value)} = $3::text))))
    order by ${ct.name}, ${ct.id}, ${cc.from}, ${cc.id} limit $4::text::int`,
);

/**
 * Who may be calling: by a part of their name or of their client's, or by the whole of a phone number or an e-mail, which only who has
 * it from them can know (R19). Everybody at the desk may ask, for whoever meets a client leads them to their owner (R7).
 */
export function findCallers(db: Queries, looked: string, limit: number): Promise<CallerRow[]> {
  const digits = looked.replace(/\D/g, '');
  return search(db, [partOf(looked), looked, digits.length >= 10 ? digits.slice(-10) : null, String(limit)]);
}

const find = statement(`select 1 from ${ct} where ${ct.id} = $1::text::uuid and ${ct.erasedAt} is null`);

/** Whether there is such a contact for whom a call may be logged. */
export async function isCaller(db: Queries, id: string): Promise<boolean> {
  return (await find(db, [id])).length > 0;
}

const detail = bare(schema.contactDetail);

const insertPhone = statement(
  `insert into ${detail} (${detail.id}, ${detail.contactId}, ${detail.kind}, ${detail.value}, ${detail.at})
   select $1::text::uuid, ${c.contactId}, 'phone', $3::text, $4::text::timestamptz from ${c}
    where ${c.id} = $2::text::uuid and not exists (
      select 1 from ${cd} where ${cd.contactId} = ${c.contactId} and ${cd.kind} = 'phone' and ${cd.value} = $3::text)`,
);

/** A phone number a caller left, once however often it is written down. */
export async function addPhone(db: Queries, phone: { id: string; conversation: string; value: string; at: Date }): Promise<void> {
  await insertPhone(db, [phone.id, phone.conversation, phone.value, phone.at.toISOString()]);
}

const loggedShape = {
  status: c.status,
  department: d.key,
  department_name: expression<Worded>(d.name),
  specialist_id: nullable(s.id),
  specialist_name: nullable(s.name),
  /** whose client it is for */
  owners,
  due_at: c.dueAt,
  stand_in: expression<{ readonly id: string; readonly name: string } | null>(
    `(select json_build_object('id', ${si.id}, 'name', ${si.name}) from ${si} where ${si.id} = ${c.standInId})`,
  ),
  /** who is with the client until they are answered (R7) */
  met_by: expression<string | null>(`${c.state} -> 'context' ->> 'metBy'`),
  /** what the desk says to the client, while nobody has said anything since */
  words: expression<string | null>(
    `(select part -> 'body' ->> 'text' from ${w}, jsonb_array_elements(${w.tell} -> 'parts') part
      where ${w.id} = ${c.windowId} and part ->> 'conversation' = ${c.id}::text and part ->> 'slot' = 'tell' limit 1)`,
  ),
};

export type LoggedRow = RowOf<typeof loggedShape>;

const logged = statement<LoggedRow>(
  `select ${columns(loggedShape)} from ${c} join ${d} on ${d.id} = ${c.departmentId} left join ${s} on ${s.id} = ${c.specialistId}
    left join ${cl} on ${cl.id} = coalesce(${c.clientId}, ${onlyClientOf(c.contactId)}) where ${c.id} = $1::text::uuid`,
);

/** Where what was logged went. */
export async function findLogged(db: Queries, conversation: string): Promise<LoggedRow | null> {
  const rows = await logged(db, [conversation]);
  return rows[0] ?? null;
}
