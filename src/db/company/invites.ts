import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { inserter } from '../rows.ts';
import { client, contact, contactClient, invite } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(contact, 'c');
const m = named(contactClient, 'm');
const cl = named(client, 'cl');
const i = named(invite, 'i');

const shape = {
  contactId: c.id,
  clientId: cl.id,
  client: cl.name,
  contact: expression<string>(`coalesce(${c.name}, '')`),
  language: expression<Language>(c.language),
  email: c.email,
  phone: c.phone,
  telegram: c.telegramId,
};

const toInvite = statement<RowOf<typeof shape>>(
  `select ${columns(shape)} from ${c} join ${m} on ${m.contactId} = ${c.id} and ${m.until} is null join ${cl} on ${cl.id} = ${m.clientId}
   where ${c.erasedAt} is null and ($1::text::boolean or not exists (select 1 from ${i}
     where ${i.contactId} = ${c.id} and coalesce(${i.clientId}, ${cl.id}) = ${cl.id} and (${i.usedAt} is not null or ${i.expiresAt} > $2::text::timestamptz)))
   order by ${cl.name}, ${c.name}, ${c.id}`,
);

/** Contacts of clients who have no invite for that client that counts or was used; `again`: all of them. */
export function contactsToInvite(db: Queries, again: boolean, at: Date): Promise<RowOf<typeof shape>[]> {
  return toInvite(db, [String(again), at.toISOString()]);
}

const b = bare(invite);

const expire = statement(
  `update ${b} set ${b.expiresAt} = $1::text::timestamptz where ${b.usedAt} is null and ${b.expiresAt} > $1::text::timestamptz`,
);

/** Every invite that nobody has used yet ends. */
export async function expireInvites(tx: Queries, at: Date): Promise<void> {
  await expire(tx, [at.toISOString()]);
}

export const insertInvites = inserter(invite);
