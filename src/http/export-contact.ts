import { type ClientTx, onRecord } from '../clients/recorded.ts';
import { findContact } from '../db/clients/contacts-listed.ts';
import { heldOn, messagesHeld } from '../db/clients/held.ts';
import type { Queries } from '../db/db.ts';
import { scopeOf } from '../db/erasure/scope.ts';
import type { ContactId } from '../domain/ids.ts';
import type { Http } from './deps.ts';
import { HttpError } from './errors.ts';
import { type HeldOnContact, showHeld } from './held-shape.ts';

/** Reads all that is held on a contact. That it was taken, by whom and how, is on record before it is. */
export async function exportContact(
  http: Http,
  contact: ContactId,
  by: (tx: Queries) => ClientTx,
  as: 'json' | 'page',
): Promise<HeldOnContact> {
  await http.db.transaction(async (tx) => {
    if ((await findContact(tx, contact)) === null) throw new HttpError('contact-not-found');
    await onRecord(by(tx), 'contact.exported', { kind: 'contact', id: contact }, { as });
  });
  const scope = await scopeOf(http.db, contact);
  return showHeld(http, contact, await heldOn(http.db, scope), await messagesHeld(http.db, scope.windows));
}
