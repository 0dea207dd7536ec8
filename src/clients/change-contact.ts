import type { ContactRow } from '../db/clients/contacts-listed.ts';
import { endMemberships, insertMemberships } from '../db/clients/memberships.ts';
import { updateContacts } from '../db/clients/write-contacts.ts';
import type { NewContact } from './create-contact.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface ContactChange extends Partial<NewContact> {
  /** of which client of theirs the role is; needed where they are of several */
  readonly client?: string;
}

export type ContactChanged =
  | { readonly type: 'changed' }
  /** they are of several clients and none was named, or of another than was */
  | { readonly type: 'refused'; readonly code: 'client-unclear' | 'not-their-client' };

/** Changes a contact whose row is locked. A role is dated: another one is another row of their place at the client. */
export async function changeContact(
  ctx: ClientTx,
  contact: ContactRow,
  { role, client, ...change }: ContactChange,
): Promise<ContactChanged> {
  const place = client === undefined ? contact.clients[0] : contact.clients.find((each) => each.id === client);
  if (client !== undefined && place === undefined) return { type: 'refused', code: 'not-their-client' };
  if (role !== undefined && client === undefined && contact.clients.length > 1) return { type: 'refused', code: 'client-unclear' };
  const next = { ...contact, ...change };
  const changed = (Object.keys(change) as (keyof typeof change)[]).filter((each) => contact[each] !== next[each]);
  const isOther = role !== undefined && place !== undefined && place.role !== role;
  if (changed.length === 0 && !isOther) return { type: 'changed' };
  const { id, name, language, email, phone, siteId, telegramId } = next;
  await updateContacts(ctx.tx, [{ id, name, language, email, phone, siteId, telegramId }]);
  if (isOther) await changeRole(ctx, contact.id, place.id, role);
  await onRecord(ctx, 'contact.changed', { kind: 'contact', id }, { fields: [...changed, ...(isOther ? ['role'] : [])] });
  return { type: 'changed' };
}

async function changeRole({ tx, now, newId }: ClientTx, contactId: string, clientId: string, role: string | null): Promise<void> {
  await endMemberships(tx, [{ contactId, clientId }], now);
  await insertMemberships(tx, [
    { id: newId<'contact-client'>(), contactId, clientId, role, from: now, until: null, reason: 'role-changed' },
  ]);
}
