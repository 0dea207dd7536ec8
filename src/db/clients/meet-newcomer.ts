import type { ContactId, IdentityId } from '../../domain/ids.ts';
import type { Language } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named } from '../names.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import type { Parting } from './undo-join.ts';
import { insertContacts, insertWindows } from './write-contacts.ts';

const ct = named(schema.contact, 'ct');

const languageOf = statement<{ language: Language }>(
  `select ${columns({ language: expression<Language>(ct.language) })} from ${ct} where ${ct.id} = $1::text::uuid`,
);

const insertLinks = inserter(schema.identityLink);

/** Somebody whose first message came while they were taken for another is a stranger of their own, whom we can owe an answer. */
export async function meetNewcomer(tx: Queries, { into, moved, at, newId }: Parting): Promise<ContactId[]> {
  const [taken] = await languageOf(tx, [into]);
  if (taken === undefined || moved.identities.length === 0) return [];
  const id = newId<'contact'>();
  const windowId = newId<'window'>();
  const unknown = { name: null, email: null, phone: null, siteId: null, telegramId: null };
  await insertWindows(tx, [{ id: windowId, contactId: id, lastSeq: 0, lastChange: 0, seenSeq: 0, chosenClientId: null, tell: null }]);
  await insertContacts(tx, [{ id, windowId, ...unknown, ...taken, createdAt: at, ratingAskedAt: null, erasedAt: null }]);
  const link = { contactId: id, from: at, until: null, proof: 'first-message' };
  await insertLinks(
    tx,
    moved.identities.map((identity) => ({ ...link, id: newId(), identityId: identity as IdentityId })),
  );
  return [id];
}
