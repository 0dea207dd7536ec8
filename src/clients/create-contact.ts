import { insertMemberships } from '../db/clients/memberships.ts';
import { insertContacts, insertWindows } from '../db/clients/write-contacts.ts';
import type { ContactId } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';
import { type ClientTx, onRecord } from './recorded.ts';

export interface NewContact {
  readonly name: string;
  readonly role: string | null;
  readonly language: Language;
  readonly email: string | null;
  readonly phone: string | null;
  readonly siteId: string | null;
  readonly telegramId: string | null;
}

/** Adds a person of a client, with a window of their own: whoever proves to be them is asked nothing (R6). */
export async function createContact(ctx: ClientTx, clientId: string, { role, ...contact }: NewContact): Promise<ContactId> {
  const { tx, now, newId } = ctx;
  const id = newId<'contact'>();
  const windowId = newId<'window'>();
  await insertWindows(tx, [{ id: windowId, contactId: id, lastSeq: 0, lastChange: 0, seenSeq: 0, chosenClientId: null, tell: null }]);
  await insertContacts(tx, [{ id, windowId, ...contact, createdAt: now, ratingAskedAt: null, erasedAt: null }]);
  const reason = 'created';
  await insertMemberships(tx, [{ id: newId<'contact-client'>(), contactId: id, clientId, role, from: now, until: null, reason }]);
  await onRecord(ctx, 'contact.created', { kind: 'contact', id }, { client: clientId });
  return id;
}
