import type { ClientWeight } from '../../domain/client.ts';
import type { Queries } from '../db.ts';
import { dedicatedIn } from './dedications.ts';

/** Whose a contact is now. */
export interface Membership {
  readonly record: string;
  readonly client: string;
  readonly role: string | null;
  readonly reason: string;
}

/** Locks the contact and then its windows, so that nothing is decided about it meanwhile; false when there is no such contact. */
export async function lockContact(tx: Queries, contact: string): Promise<boolean> {
  const rows = await tx.query(`select id from contact where id = $1::text::uuid and erased_at is null for no key update`, [contact]);
  if (rows.length === 0) return false;
  await tx.query(
    `select 1 from "window" where contact_id = $1::text::uuid or id = (select window_id from contact where id = $1::text::uuid)
      order by id for no key update`,
    [contact],
  );
  return true;
}

export async function membershipOf(tx: Queries, contact: string): Promise<Membership | null> {
  const rows = await tx.query<Membership>(
    `select id as record, client_id as client, role, reason from contact_client where contact_id = $1::text::uuid and until is null`,
    [contact],
  );
  return rows[0] ?? null;
}

/** Whose the contact was when this record began; null: nobody's. */
export async function membershipBefore(tx: Queries, contact: string, record: string): Promise<Membership | null> {
  const rows = await tx.query<Membership>(
    `select b.id as record, b.client_id as client, b.role, b.reason from contact_client r join contact_client b on b.contact_id = r.contact_id
      where r.id = $2::text::uuid and r.contact_id = $1::text::uuid and b.until = r."from" and b.id <> r.id limit 1`,
    [contact, record],
  );
  return rows[0] ?? null;
}

export async function endMembership(tx: Queries, record: string, at: Date): Promise<void> {
  await tx.query('update contact_client set until = $2::text::timestamptz where id = $1::text::uuid and until is null', [
    record,
    at.toISOString(),
  ]);
}

export interface Share {
  readonly id: string;
  readonly department: string;
  readonly departmentId: string;
  readonly specialist: string;
}

export interface ClientFacts extends ClientWeight {
  readonly id: string;
  readonly name: string;
  /** it came to be with this contact's first message, and the contact is all there is of it */
  readonly isLone: boolean;
  /** who owns it now */
  readonly owners: readonly Share[] | null;
}

/** Locks clients in order of id and reads them, as seen from the contact. */
export async function lockClients(tx: Queries, ids: readonly string[], contact: string): Promise<ReadonlyMap<string, ClientFacts>> {
  const list = JSON.stringify(ids);
  await tx.query('select 1 from client where id in (select json_array_elements_text($1::text::json)::uuid) order by id for no key update', [
    list,
  ]);
  const rows = await tx.query<ClientFacts>(
    `select cl.id, cl.name, cl.size, ${dedicatedIn('cl.id')} as dedicated,
            cl.stage = 'prospect' and cl.external_id is null
              and exists (select 1 from contact_client l where l.client_id = cl.id and l.contact_id = $2::text::uuid and l.reason = 'first-assignment')
              and not exists (select 1 from contact_client l where l.client_id = cl.id and l.contact_id <> $2::text::uuid) as "isLone",
            (select json_agg(json_build_object('id', o.id, 'department', d.key, 'departmentId', d.id, 'specialist', o.specialist_id))
               from ownership o join department d on d.id = o.department_id where o.client_id = cl.id and o.until is null) as owners
       from client cl where cl.id in (select json_array_elements_text($1::text::json)::uuid)`,
    [list, contact],
  );
  return new Map(rows.map((each) => [each.id, each]));
}

export async function endShares(tx: Queries, shares: readonly Share[], at: Date): Promise<void> {
  if (shares.length === 0) return;
  await tx.query(
    'update ownership set until = $2::text::timestamptz where id in (select json_array_elements_text($1::text::json)::uuid) and until is null',
    [JSON.stringify(shares.map((each) => each.id)), at.toISOString()],
  );
}

/** Who owned the client up to this moment, by a change of its contact. */
export function sharesEnded(tx: Queries, client: string, at: Date): Promise<Share[]> {
  return tx.query(
    `select o.id, d.key as department, d.id as "departmentId", o.specialist_id as specialist from ownership o
       join department d on d.id = o.department_id join specialist s on s.id = o.specialist_id and s.left_at is null
      where o.client_id = $1::text::uuid and o.until = $2::text::timestamptz
        and not exists (select 1 from ownership n where n.client_id = o.client_id and n.department_id = o.department_id and n.until is null)`,
    [client, at.toISOString()],
  );
}

export interface Moved {
  readonly id: string;
  readonly version: number;
  readonly window: string;
  readonly specialist: string | null;
  readonly department: string;
}

/**
 * The contact's conversations become another client's: those of `from` (null: of none), opened since then. Versions go up, so
 * that desks see it. `to` null: of none.
 */
export function moveConversations(
  tx: Queries,
  { contact, from, to, since }: { contact: string; from: readonly (string | null)[]; to: string | null; since: Date | null },
): Promise<Moved[]> {
  return tx.query(
    `update conversation c set client_id = $3::text::uuid, version = c.version + 1 from department d
      where d.id = c.department_id and c.contact_id = $1::text::uuid and coalesce(c.client_id::text, 'none') in (select json_array_elements_text($2::text::json))
        and ($4::text is null or c.opened_at >= $4::text::timestamptz)
      returning c.id, c.version, c.window_id as window, c.specialist_id as specialist, d.key as department`,
    [contact, JSON.stringify(from.map((each) => each ?? 'none')), to, since?.toISOString() ?? null],
  );
}

/** Conversations that were the contact's before this client were, and so never were that client's: when the contact's earlier stay there ended. */
export async function stayedUntil(tx: Queries, contact: string, client: string): Promise<Date | null> {
  const rows = await tx.query<{ until: Date | null }>(
    'select max(until) as until from contact_client where contact_id = $1::text::uuid and client_id = $2::text::uuid and until is not null',
    [contact, client],
  );
  return rows[0]?.until ?? null;
}
