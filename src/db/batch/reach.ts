import type { ContactId, WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';

export interface ReachedContact {
  readonly contactId: ContactId;
  readonly windowId: WindowId;
  /** where they were written to last; null for somebody who never wrote */
  readonly channel: string | null;
  readonly target: string | null;
}

/** Contacts to be written to. A call or a visit is nowhere a message can go. */
export async function reachContacts(tx: Queries, contacts: readonly ContactId[]): Promise<ReadonlyMap<ContactId, ReachedContact>> {
  if (contacts.length === 0) return new Map();
  const rows = await tx.query<ReachedContact>(
    `select c.id as "contactId", c.window_id as "windowId", l.channel, l.target from contact c
     left join lateral (
       select v.channel, v.target from conversation v where v.contact_id = c.id and v.channel not in ('call', 'visit')
       order by v.last_message_at desc limit 1) l on true
     where c.id = any($1::text::uuid[]) and c.erased_at is null`,
    [uuids(contacts)],
  );
  return new Map(rows.map((each) => [each.contactId, each]));
}
