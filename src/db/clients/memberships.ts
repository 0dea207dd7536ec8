import { and, eq, isNull } from 'drizzle-orm';
import type { ClientId, ContactId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { client, contactClient, window } from '../schema.ts';
import { statement } from '../statement.ts';

const m = bare(contactClient);

export const insertMemberships = inserter(contactClient);

const w = named(window, 'w');
const setWindow = bare(window);

/**
 * The same, and whoever chose to write next for a client they are not of any more has chosen nothing, should they come to be of it again.
 * `ending` ends memberships.
 */
export const forgetChosen = (ending: string) =>
  `with ended as (${ending} returning ${m.contactId} as contact, ${m.clientId} as client)
   update ${w} set ${setWindow.chosenClientId} = null from ended where ${w.contactId} = ended.contact and ${w.chosenClientId} = ended.client`;

const end = statement(
  forgetChosen(
    `update ${m} set ${m.until} = $3::text::timestamptz from unnest($1::text::uuid[], $2::text::uuid[]) as k(contact, client)
     where ${m.contactId} = k.contact and ${m.clientId} = k.client and ${m.until} is null`,
  ),
);

/** Ends current memberships of contacts at clients. */
export async function endMemberships(
  tx: Queries,
  places: readonly { readonly contactId: string; readonly clientId: string }[],
  at: Date,
): Promise<void> {
  await end(tx, [uuids(places.map((each) => each.contactId)), uuids(places.map((each) => each.clientId)), at.toISOString()]);
}

/** Since when a membership counts; null when there is no such record. */
export async function membershipBegan(db: Queries, record: string): Promise<Date | null> {
  const rows = await orm(db).select({ from: contactClient.from }).from(contactClient).where(eq(contactClient.id, record));
  return rows[0]?.from ?? null;
}

/** Whether anybody is of the client now. */
export async function hasContacts(db: Queries, client: string): Promise<boolean> {
  const isTheirs = and(eq(contactClient.clientId, client as ClientId), isNull(contactClient.until));
  const rows = await orm(db).select({ id: contactClient.id }).from(contactClient).where(isTheirs).limit(1);
  return rows.length > 0;
}

const extend = statement(`update ${m} set ${m.reason} = left(${m.reason} || $2::text, 4000) where ${m.id} = $1::text::uuid`);

/** Writes why a membership ended under why it began. */
export async function addReason(tx: Queries, record: string, reason: string): Promise<void> {
  await extend(tx, [record, `\n${reason}`]);
}

const c = named(client, 'c');
const cm = named(contactClient, 'cm');
const ownShape = { id: c.id, name: c.name };

/** A client of a contact, as the contact is shown it. */
export type OwnClient = RowOf<typeof ownShape>;

const listOwn = statement<OwnClient>(
  `select ${columns(ownShape)} from ${cm} join ${c} on ${c.id} = ${cm.clientId}
   where ${cm.contactId} = $1::text::uuid and ${cm.until} is null order by ${cm.from}, ${cm.id}`,
);

/** Lists the clients a contact is of now, by when they came to them. */
export function clientsOfContact(db: Queries, contact: ContactId): Promise<OwnClient[]> {
  return listOwn(db, [contact]);
}
