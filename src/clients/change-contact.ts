import type { ContactRow } from '../db/clients/contacts-listed.ts';
import { endMemberships, insertMemberships } from '../db/clients/memberships.ts';
import { updateContacts } from '../db/clients/write-contacts.ts';
import type { NewContact } from './create-contact.ts';
import { type ClientTx, onRecord } from './recorded.ts';

/** Changes a contact whose row is locked. A role is dated: another one is another row of their place at the client. */
export async function changeContact(ctx: ClientTx, contact: ContactRow, change: Partial<NewContact>): Promise<void> {
  const next = { ...contact, ...change };
  const fields = (Object.keys(change) as (keyof NewContact)[]).filter((each) => contact[each] !== next[each]);
  if (fields.length === 0) return;
  const { id, name, language, email, phone, siteId, telegramId } = next;
  await updateContacts(ctx.tx, [{ id, name, language, email, phone, siteId, telegramId }]);
  if (next.role !== contact.role && contact.clientId !== null) await changeRole(ctx, contact.id, contact.clientId, next.role);
  await onRecord(ctx, 'contact.changed', { kind: 'contact', id }, { fields });
}

async function changeRole({ tx, now, newId }: ClientTx, contactId: string, clientId: string, role: string | null): Promise<void> {
  await endMemberships(tx, [contactId], now);
  await insertMemberships(tx, [
    { id: newId<'contact-client'>(), contactId, clientId, role, from: now, until: null, reason: 'role-changed' },
  ]);
}
