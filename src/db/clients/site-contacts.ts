import type { Queries } from '../db.ts';

export interface SiteContact {
  readonly as: string;
  readonly name: string;
  readonly client: string;
}

/** Everybody the company's site could name, by client. */
export function siteContacts(db: Queries): Promise<SiteContact[]> {
  return db.query(
    `select c.site_id as "as", c.name, cl.name as client
       from contact c join contact_client cc on cc.contact_id = c.id and cc.until is null join client cl on cl.id = cc.client_id
      where c.site_id is not null and c.name is not null and c.erased_at is null order by cl.name, c.name`,
  );
}
