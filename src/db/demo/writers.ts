import { asc, like } from 'drizzle-orm';
import type { ContactId, WindowId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { inserter } from '../rows.ts';
import { contact, identity, identityLink, window } from '../schema.ts';

/** Finds the windows of contacts whose e-mail is of this domain. */
export function windowsOfDomain(db: Queries, domain: string): Promise<{ contact: ContactId; window: WindowId }[]> {
  return orm(db)
    .select({ contact: contact.id, window: contact.windowId })
    .from(contact)
    .where(like(contact.email, `%@${domain}`))
    .orderBy(asc(contact.email));
}

export const insertArrivals = {
  contacts: inserter(contact),
  windows: inserter(window),
  identities: inserter(identity),
  links: inserter(identityLink),
};
