import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { client, contact, contactClient } from '../schema.ts';
import { statement } from '../statement.ts';

const ct = named(contact, 'ct');
const cc = named(contactClient, 'cc');
const cl = named(client, 'cl');

const shape = { as: expression<string>(ct.siteId), name: expression<string>(ct.name), client: cl.name };

export type SiteContact = RowOf<typeof shape>;

const all = statement<SiteContact>(
  `select ${columns(shape)}
     from ${ct} join ${cc} on ${cc.contactId} = ${ct.id} and ${cc.until} is null join ${cl} on ${cl.id} = ${cc.clientId}
    where ${ct.siteId} is not null and ${ct.name} is not null and ${ct.erasedAt} is null order by ${cl.name}, ${ct.name}`,
);

/** Everybody the company's site could name, by client. */
export function siteContacts(db: Queries): Promise<SiteContact[]> {
  return all(db);
}
