import type { ClientStage, SizeClass } from '../../domain/client.ts';
import type { DepartmentKey } from '../../domain/department.ts';
import type { AccountId, ClientId, ContactId, ConversationId, IdentityId, Seq, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import { numbers, texts, uuids } from '../arrays.ts';
import { dedicatedIn } from '../clients/dedications.ts';
import type { Queries } from '../db.ts';
import type * as schema from '../schema.ts';

/*
 * What one batch reads, a fixed statement each. Lock order: inbound keys -> identities -> contacts -> windows -> loads,
 * each sorted; `for no key update`, because `for update` fights with the foreign keys' share locks.
 */

export interface Key {
  readonly accountId: AccountId;
  readonly externalId: string;
}

export interface Address {
  readonly accountId: AccountId;
  readonly address: string;
}

function keyArrays(keys: readonly Key[]): [string, string] {
  return [uuids(keys.map((each) => each.accountId)), texts(keys.map((each) => each.externalId))];
}

/** Inserts the keys, sorted by the caller, and returns those that were new. */
export function insertKeys(tx: Queries, keys: readonly Key[], receivedAt: Date): Promise<Key[]> {
  if (keys.length === 0) return Promise.resolve([]);
  return tx.query<Key>(
    `insert into inbound_key (account_id, external_id, received_at)
     select account_id, external_id, $3::text::timestamptz from unnest($1::text::uuid[], $2::text::text[]) as k(account_id, external_id)
     on conflict do nothing returning account_id as "accountId", external_id as "externalId"`,
    [...keyArrays(keys), receivedAt.toISOString()],
  );
}

/** Forgets keys of what was refused, so that nothing of it stays. */
export async function deleteKeys(tx: Queries, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `delete from inbound_key i using unnest($1::text::uuid[], $2::text::text[]) as k(account_id, external_id)
     where i.account_id = k.account_id and i.external_id = k.external_id`,
    keyArrays(keys),
  );
}

export interface Found {
  readonly accountId: AccountId;
  readonly address: string;
  readonly identityId: IdentityId;
  /** null: the address was seen, but belongs to nobody yet */
  readonly contactId: ContactId | null;
  readonly windowId: WindowId | null;
  /** nothing reached them there lately */
  readonly unreachable?: boolean;
}

export function findAddresses(tx: Queries, addresses: readonly Address[]): Promise<Found[]> {
  if (addresses.length === 0) return Promise.resolve([]);
  return tx.query<Found>(
    `select i.account_id as "accountId", i.external_id as address, i.id as "identityId", c.id as "contactId", c.window_id as "windowId",
       i.unreachable_at is not null as unreachable
     from unnest($1::text::uuid[], $2::text::text[]) as k(account_id, address)
     join identity i on i.account_id = k.account_id and i.external_id = k.address
     left join identity_link l on l.identity_id = i.id and l.until is null
     left join contact c on c.id = l.contact_id`,
    [uuids(addresses.map((each) => each.accountId)), texts(addresses.map((each) => each.address))],
  );
}

/** Inserts identities, sorted by the caller; a row for each that was new, none for one somebody else inserted meanwhile. */
export function insertIdentities(
  tx: Queries,
  identities: readonly (Address & { readonly id: IdentityId })[],
  createdAt: Date,
): Promise<{ identityId: IdentityId }[]> {
  return tx.query(
    `insert into identity (id, account_id, external_id, created_at)
     select id, account_id, address, $4::text::timestamptz
     from unnest($1::text::uuid[], $2::text::uuid[], $3::text::text[]) as k(id, account_id, address)
     on conflict do nothing returning id as "identityId"`,
    [
      uuids(identities.map((each) => each.id)),
      uuids(identities.map((each) => each.accountId)),
      texts(identities.map((each) => each.address)),
      createdAt.toISOString(),
    ],
  );
}

export async function deleteIdentities(tx: Queries, ids: readonly IdentityId[]): Promise<void> {
  if (ids.length > 0) await tx.query('delete from identity where id = any($1::text::uuid[])', [uuids(ids)]);
}

/** Windows of proven contacts, which may have no identity in the channel yet. */
export function windowsOfContacts(tx: Queries, contacts: readonly ContactId[]): Promise<{ contactId: ContactId; windowId: WindowId }[]> {
  if (contacts.length === 0) return Promise.resolve([]);
  return tx.query('select id as "contactId", window_id as "windowId" from contact where id = any($1::text::uuid[])', [uuids(contacts)]);
}

export function windowsOfConversations(
  tx: Queries,
  conversations: readonly ConversationId[],
): Promise<{ conversationId: ConversationId; windowId: WindowId }[]> {
  if (conversations.length === 0) return Promise.resolve([]);
  return tx.query('select id as "conversationId", window_id as "windowId" from conversation where id = any($1::text::uuid[])', [
    uuids(conversations),
  ]);
}

export interface WindowRow {
  readonly id: WindowId;
  readonly contactId: ContactId;
  readonly lastSeq: Seq;
  readonly lastChange: Seq;
  readonly seenSeq: Seq;
}

/** Locks windows in order of id. Read what is in them with later statements only: this one's snapshot is older than the lock. */
export function lockWindows(tx: Queries, windows: readonly WindowId[]): Promise<WindowRow[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return tx.query(
    `select id, contact_id as "contactId", last_seq as "lastSeq", last_change as "lastChange", seen_seq as "seenSeq"
     from "window" where id = any($1::text::uuid[]) order by id for no key update`,
    [uuids(windows)],
  );
}

export interface ContactFacts {
  readonly windowId: WindowId;
  readonly contactId: ContactId;
  /** where the contact's messages go now */
  readonly current: WindowId;
  readonly name: string | null;
  readonly language: Language;
  /** the company knows a way to them besides the one they wrote from */
  readonly reachable: boolean;
  /** versions of the consent they have given */
  readonly consents: readonly string[] | null;
  readonly ratingAskedAt: Date | null;
  /** what they are at the client, in the company's own words */
  readonly role: string | null;
  readonly clientId: ClientId | null;
  readonly size: SizeClass | null;
  readonly stage: ClientStage | null;
  /** departments in which the client is raised (R12) */
  readonly dedicated: readonly DepartmentKey[] | null;
  readonly owners: readonly { readonly department: DepartmentKey; readonly specialist: SpecialistId }[] | null;
  /** whoever of sales called or wrote to them lately, until the first deal (R5) */
  readonly outreach: SpecialistId | null;
}

/** `outreachSince`: what sales did before counts no more. */
export function loadContacts(tx: Queries, windows: readonly WindowId[], outreachSince: Date): Promise<ContactFacts[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return tx.query(
    `select w.id as "windowId", c.id as "contactId", c.window_id as current, c.name, c.language, c.rating_asked_at as "ratingAskedAt", cc.role,
       cl.id as "clientId", cl.size, cl.stage, ${dedicatedIn('cl.id')} as dedicated,
       coalesce(c.email, c.phone, c.site_id, c.telegram_id) is not null
         or exists (select 1 from contact_detail x where x.contact_id = c.id) as reachable,
       (select json_agg(x.version) from consent x where x.contact_id = c.id) as consents,
       (select json_agg(json_build_object('department', d.key, 'specialist', o.specialist_id))
        from ownership o join department d on d.id = o.department_id where o.client_id = cl.id and o.until is null) as owners,
       case when cl.id is null or cl.stage = 'prospect' then (select r.specialist_id from outreach r
         where (r.contact_id = c.id or r.client_id = cl.id) and r.at >= $2::text::timestamptz order by r.at desc limit 1) end as outreach
     from "window" w join contact c on c.id = w.contact_id
     left join contact_client cc on cc.contact_id = c.id and cc.until is null
     left join client cl on cl.id = cc.client_id
     where w.id = any($1::text::uuid[])`,
    [uuids(windows), outreachSince.toISOString()],
  );
}

export type ConversationRow = typeof schema.conversation.$inferSelect;

const conversationColumns = `id, window_id as "windowId", contact_id as "contactId", client_id as "clientId", department_id as "departmentId",
  specialist_id as "specialistId", status, topic, flow, flow_version as "flowVersion", tree_hash as "treeHash", state, version, events,
  case_units as "caseUnits", channel, target, turns, open_turn_id as "openTurnId", open_holds as "openHolds", tell_seq as "tellSeq", opened_at as "openedAt",
  waiting_since as "waitingSince", last_message_at as "lastMessageAt", preview, stand_in_id as "standInId", due_at as "dueAt", joined_into as "joinedInto",
  resolved_at as "resolvedAt", closed_at as "closedAt"`;

/** Conversations of the windows that are not closed. */
export function loadOpenConversations(tx: Queries, windows: readonly WindowId[]): Promise<ConversationRow[]> {
  if (windows.length === 0) return Promise.resolve([]);
  return tx.query(`select ${conversationColumns} from conversation where window_id = any($1::text::uuid[]) and status <> 'closed'`, [
    uuids(windows),
  ]);
}

/** Takes due timers off: only the stored generation can fire, and only once. */
export function takeTimers(
  tx: Queries,
  due: readonly { readonly conversation: ConversationId; readonly key: string; readonly generation: number }[],
): Promise<{ conversation: ConversationId; key: string; generation: number; raised: { type: string } }[]> {
  if (due.length === 0) return Promise.resolve([]);
  return tx.query(
    `delete from timer t using unnest($1::text::uuid[], $2::text::text[], $3::text::int[]) as k(conversation, key, generation)
     where t.conversation_id = k.conversation and t.key = k.key and t.generation = k.generation
     returning t.conversation_id as conversation, t.key, t.generation, t.raised`,
    [uuids(due.map((each) => each.conversation)), texts(due.map((each) => each.key)), numbers(due.map((each) => each.generation))],
  );
}

/** Where a repeat of an accepted message stands: the sender's own id of it, looked for among the window's newest messages. */
export async function findByClientKey(
  tx: Queries,
  window: WindowId,
  clientKey: string,
): Promise<{ seq: Seq; conversationId: ConversationId; receivedAt: Date; inside: boolean } | null> {
  const rows = await tx.query<{ seq: Seq; conversationId: ConversationId; receivedAt: Date; inside: boolean }>(
    `select seq, conversation_id as "conversationId", received_at as "receivedAt", audience = 'internal' as inside from message
     where window_id = $1::text::uuid and client_key = $2::text order by seq desc limit 1`,
    [window, clientKey],
  );
  return rows[0] ?? null;
}
