import type { SizeClass } from '../../domain/client.ts';
import type { Worded } from '../../domain/language.ts';
import { partOf } from '../conversations/match.ts';
import type { Queries } from '../db.ts';

export interface CallerRow {
  readonly id: string;
  readonly name: string | null;
  readonly client_id: string | null;
  readonly client_name: string | null;
  readonly client_size: SizeClass | null;
  readonly owners:
    | readonly { readonly department: string; readonly departmentName: Worded; readonly id: string; readonly name: string }[]
    | null;
}

/**
 * Who may be calling: by a part of their name or of their client's, or by the whole of a phone number or an e-mail, which only who has
 * it from them can know (R19). Everybody at the desk may ask, for whoever meets a client leads them to their owner (R7).
 */
export function findCallers(db: Queries, looked: string, limit: number): Promise<CallerRow[]> {
  const digits = looked.replace(/\D/g, '');
  return db.query(
    `select ct.id, ct.name, ${client}, ${owners} ${joined}
      where ct.erased_at is null and ((length($1::text) >= 5 and (ct.name ilike $1::text or cl.name ilike $1::text)) or lower(ct.email) = lower($2::text)
        or ($3::text is not null and (right(regexp_replace(ct.phone, '\\D', '', 'g'), 10) = $3::text
          or exists (select 1 from contact_detail cd where cd.contact_id = ct.id and cd.kind = 'phone'
                      and right(regexp_replace(cd.value, '\\D', '', 'g'), 10) = $3::text))))
      order by ct.name, ct.id limit $4::text::int`,
    [partOf(looked), looked, digits.length >= 10 ? digits.slice(-10) : null, String(limit)],
  );
}

/** The contact a call is logged for; null when there is none. */
export async function findCaller(db: Queries, id: string): Promise<CallerRow | null> {
  const rows = await db.query<CallerRow>(
    `select ct.id, ct.name, ${client}, ${owners} ${joined} where ct.id = $1::text::uuid and ct.erased_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

const client = 'cl.id as client_id, cl.name as client_name, cl.size as client_size';
const owners = `(select json_agg(json_build_object('department', d.key, 'departmentName', d.name, 'id', s.id, 'name', s.name) order by d.key)
  from ownership o join department d on d.id = o.department_id join specialist s on s.id = o.specialist_id
  where o.client_id = cl.id and o.until is null) as owners`;
const joined = `from contact ct left join contact_client cc on cc.contact_id = ct.id and cc.until is null left join client cl on cl.id = cc.client_id`;

/** A phone number a caller left, once however often it is written down. */
export async function addPhone(db: Queries, phone: { id: string; conversation: string; value: string; at: Date }): Promise<void> {
  await db.query(
    `insert into contact_detail (id, contact_id, kind, value, at)
     select $1::text::uuid, c.contact_id, 'phone', $3::text, $4::text::timestamptz from conversation c
      where c.id = $2::text::uuid and not exists (
        select 1 from contact_detail d where d.contact_id = c.contact_id and d.kind = 'phone' and d.value = $3::text)`,
    [phone.id, phone.conversation, phone.value, phone.at.toISOString()],
  );
}

export interface LoggedRow {
  readonly status: string;
  readonly department: string;
  readonly department_name: Worded;
  readonly specialist_id: string | null;
  readonly specialist_name: string | null;
  readonly contact: string;
}

/** Where what was logged went. */
export async function findLogged(db: Queries, conversation: string): Promise<LoggedRow | null> {
  const rows = await db.query<LoggedRow>(
    `select c.status, d.key as department, d.name as department_name, s.id as specialist_id, s.name as specialist_name, c.contact_id as contact
       from conversation c join department d on d.id = c.department_id left join specialist s on s.id = c.specialist_id where c.id = $1::text::uuid`,
    [conversation],
  );
  return rows[0] ?? null;
}
