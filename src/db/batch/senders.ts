import type { AccountId, ContactId, IdentityId, WindowId } from '../../domain/ids.ts';
import { texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { contact, identity, identityLink, inboundKey, window } from '../schema.ts';
import { statement } from '../statement.ts';

/*
 * Who wrote, and whether it is new. Lock order: inbound keys -> identities -> contacts -> windows -> loads, each sorted.
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

const stored = named(inboundKey, 'i');
const newKey = bare(inboundKey);

const takeKeys = statement<Key>(
  `${insertSelect(inboundKey, { accountId: 'k.account_id', externalId: 'k.external_id', receivedAt: '$3::text::timestamptz' })}
   from unnest($1::text::uuid[], $2::text::text[]) as k(account_id, external_id)
   on conflict do nothing returning ${columns({ accountId: newKey.accountId, externalId: newKey.externalId })}`,
);

/** Inserts the keys, sorted by the caller, and returns those that were new. */
export function insertKeys(tx: Queries, keys: readonly Key[], receivedAt: Date): Promise<Key[]> {
  if (keys.length === 0) return Promise.resolve([]);
  return takeKeys(tx, [...keyArrays(keys), receivedAt.toISOString()]);
}

const dropKeys = statement(
  `delete from ${stored} using unnest($1::text::uuid[], $2::text::text[]) as k(account_id, external_id)
   where ${stored.accountId} = k.account_id and ${stored.externalId} = k.external_id`,
);

/** Forgets keys of what was refused, so that nothing of it stays. */
export async function deleteKeys(tx: Queries, keys: readonly Key[]): Promise<void> {
  if (keys.length > 0) await dropKeys(tx, keyArrays(keys));
}

const i = named(identity, 'i');
const l = named(identityLink, 'l');
const c = named(contact, 'c');

const foundAddress = {
  accountId: i.accountId,
  address: i.externalId,
  identityId: i.id,
  /** null: the address was seen, but belongs to nobody yet */
  contactId: nullable(c.id),
  windowId: nullable(c.windowId),
  /** nothing reached them there lately */
  unreachable: expression<boolean>(`${i.unreachableAt} is not null`),
  name: i.name,
  username: i.username,
  source: i.source,
};

type FoundRow = RowOf<typeof foundAddress>;

type Unsaid = 'unreachable' | 'name' | 'username' | 'source';

/** An address, whose it is; a new one says nothing of whether it can be reached, nor how its owner is called there. */
export type Found = Omit<FoundRow, Unsaid> & Partial<Pick<FoundRow, Unsaid>>;

const identitiesAt = statement<FoundRow>(
  `select ${columns(foundAddress)} from unnest($1::text::uuid[], $2::text::text[]) as k(account_id, address)
   join ${i} on ${i.accountId} = k.account_id and ${i.externalId} = k.address
   left join ${l} on ${l.identityId} = ${i.id} and ${l.until} is null
   left join ${c} on ${c.id} = ${l.contactId}`,
);

export function findAddresses(tx: Queries, addresses: readonly Address[]): Promise<Found[]> {
  if (addresses.length === 0) return Promise.resolve([]);
  return identitiesAt(tx, [uuids(addresses.map((each) => each.accountId)), texts(addresses.map((each) => each.address))]);
}

const newIdentity = { identityId: bare(identity).id };

const addIdentities = statement<RowOf<typeof newIdentity>>(
  `${insertSelect(identity, { id: 'k.id', accountId: 'k.account_id', externalId: 'k.address', createdAt: '$4::text::timestamptz' })}
   from unnest($1::text::uuid[], $2::text::uuid[], $3::text::text[]) as k(id, account_id, address)
   on conflict do nothing returning ${columns(newIdentity)}`,
);

/** Inserts identities, sorted by the caller; a row for each that was new, none for one somebody else inserted meanwhile. */
export function insertIdentities(
  tx: Queries,
  identities: readonly (Address & { readonly id: IdentityId })[],
  createdAt: Date,
): Promise<{ identityId: IdentityId }[]> {
  return addIdentities(tx, [
    uuids(identities.map((each) => each.id)),
    uuids(identities.map((each) => each.accountId)),
    texts(identities.map((each) => each.address)),
    createdAt.toISOString(),
  ]);
}

const dropIdentities = statement(`delete from ${i} where ${i.id} = any($1::text::uuid[])`);

export async function deleteIdentities(tx: Queries, ids: readonly IdentityId[]): Promise<void> {
  if (ids.length > 0) await dropIdentities(tx, [uuids(ids)]);
}

const windowOfContact = { contactId: c.id, windowId: c.windowId };

const contactWindows = statement<RowOf<typeof windowOfContact>>(
  `select ${columns(windowOfContact)} from ${c} where ${c.id} = any($1::text::uuid[]) and ${c.erasedAt} is null`,
);

const w = named(window, 'w');
const existing = statement<{ id: WindowId }>(`select ${columns({ id: w.id })} from ${w} where ${w.id} = any($1::text::uuid[])`);

/** Lists those of these windows that are there already: whoever was erased may still hold a token that names theirs. */
export async function windowsThere(tx: Queries, windows: readonly WindowId[]): Promise<ReadonlySet<WindowId>> {
  return new Set((await existing(tx, [uuids(windows)])).map(({ id }) => id));
}

/** Finds windows of proven contacts, which may have no identity in the channel yet. */
export function windowsOfContacts(tx: Queries, contacts: readonly ContactId[]): Promise<{ contactId: ContactId; windowId: WindowId }[]> {
  if (contacts.length === 0) return Promise.resolve([]);
  return contactWindows(tx, [uuids(contacts)]);
}
