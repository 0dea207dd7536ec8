import { askErasure } from '../clients/erasure/ask.ts';
import { goOnErasing } from '../clients/erasure/go-on.ts';
import type { ClientTx } from '../clients/recorded.ts';
import type { Queries } from '../db/db.ts';
import type { ContactId } from '../domain/ids.ts';
import type { Http } from './deps.ts';
import { showErasure } from './erasure-shape.ts';
import { HttpError } from './errors.ts';

/** Begins to erase a contact and goes as far as it comes at once; the rest goes on by itself, whatever becomes of this process. */
export async function eraseContact(http: Http, contact: ContactId, by: (tx: Queries) => ClientTx) {
  const begun = await http.db.transaction((tx) => askErasure(by(tx), contact, 'asked'));
  if (begun.type === 'refused') throw new HttpError(begun.code);
  const { erasure } = begun;
  const now = await goOnErasing(http, erasure).catch((error: unknown) => {
    http.log.warn({ erasure: erasure.id, err: error instanceof Error ? error.name : 'unknown' }, 'an erasure goes on later');
    return erasure;
  });
  return showErasure(now);
}
