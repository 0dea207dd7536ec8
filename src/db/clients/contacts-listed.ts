import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { channelAccount, contact, contactClient, identity, identityLink } from '../schema.ts';
import { statement } from '../statement.ts';
import { contactProven } from './proven.ts';

const ct = named(contact, 'ct');
const cc = named(contactClient, 'cc');
const il = named(identityLink, 'il');
const i = named(identity, 'i');
const ca = named(channelAccount, 'ca');

/** What is known of the contact's newest address in Telegram. */
const inTelegram = (column: string) =>
  expression<string | null>(
    `(select ${column} from ${il} join ${i} on ${i.id} = ${il.identityId} join ${ca} on ${ca.id} = ${i.accountId} and ${ca.kind} = 'telegram'
       where ${il.contactId} = ${ct.id} and ${il.until} is null order by ${il.from} desc limit 1)`,
  );

/** A client of a contact, and what they are there. */
export interface ListedMembership {
  readonly id: string;
  readonly role: string | null;
  /** ISO 8601 */
  readonly since: string;
}

const memberships = `coalesce((select json_agg(json_build_object('id', ${cc.clientId}, 'role', ${cc.role}, 'since', to_json(${cc.from})) order by ${cc.from}, ${cc.id})
  from ${cc} where ${cc.contactId} = ${ct.id} and ${cc.until} is null), '[]')`;

const shape = {
  id: ct.id,
  /** the clients they are of now, by when they came to them */
  clients: expression<readonly ListedMembership[]>(memberships),
  name: ct.name,
  proven: expression<boolean>(contactProven),
  language: expression<Language>(ct.language),
  email: ct.email,
  phone: ct.phone,
  siteId: ct.siteId,
  telegramId: ct.telegramId,
  createdAt: ct.createdAt,
  telegramUsername: inTelegram(i.username),
  source: inTelegram(i.source),
};

export type ContactRow = RowOf<typeof shape>;

/** Whoever was erased is left out. */
const selected = `select ${columns(shape)}
  from ${ct} where ${ct.erasedAt} is null`;

const find = statement<ContactRow>(`${selected} and ${ct.id} = $1::text::uuid`);

export async function findContact(db: Queries, id: string): Promise<ContactRow | null> {
  const rows = await find(db, [id]);
  return rows[0] ?? null;
}

const lock = statement(`select 1 from ${ct} where ${ct.id} = $1::text::uuid for no key update`);

/** Locks the contact's row, then reads it. */
export async function lockContact(tx: Queries, id: string): Promise<ContactRow | null> {
  await lock(tx, [id]);
  return findContact(tx, id);
}

export interface ContactFilter {
  readonly clientId?: string | undefined;
  readonly email?: string | undefined;
  readonly siteId?: string | undefined;
  readonly telegramId?: string | undefined;
}

const list = statement<ContactRow>(
  `${selected}
     and ($1::text is null or exists (
       select 1 from ${cc} where ${cc.contactId} = ${ct.id} and ${cc.clientId} = $1::text::uuid and ${cc.until} is null)) and ($2::text is null or lower(${ct.email}) = lower($2::text))
     and ($3::text is null or ${ct.siteId} = $3::text) and ($4::text is null or ${ct.telegramId} = $4::text)
     and ($5::text is null or ${ct.id} > $5::text::uuid)
   order by ${ct.id} limit $6::text::int`,
);

export function listContacts(db: Queries, filter: ContactFilter, after: string | null, limit: number): Promise<ContactRow[]> {
  return list(db, [filter.clientId ?? null, filter.email ?? null, filter.siteId ?? null, filter.telegramId ?? null, after, String(limit)]);
}
