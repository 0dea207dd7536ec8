import type { WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import { contact, contactClient, window } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(contact, 'c');
const m = named(contactClient, 'm');
const w = named(window, 'w');

const lockContacts = statement<{ windowId: WindowId }>(
  `select ${c.windowId} as "windowId" from ${c} where ${c.id} in
     (select ${m.contactId} from ${m} where ${m.clientId} = any($1::text::uuid[]) and ${m.until} is null)
   order by ${c.id} for no key update`,
);

const lockWindows = statement(`select 1 from ${w} where ${w.id} = any($1::text::uuid[]) order by ${w.id} for no key update`);

/**
 * Locks the contacts of these clients and then their windows, each in order of id: nothing is decided with the old owner in mind while
 * there is a new one. Clients and loads are locked after them, never before.
 */
export async function lockContactsOf(tx: Queries, clients: readonly string[]): Promise<void> {
  const contacts = await lockContacts(tx, [uuids(clients)]);
  await lockWindows(tx, [uuids(contacts.map(({ windowId }) => windowId))]);
}
