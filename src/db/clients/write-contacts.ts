import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import { inserter, updater } from '../rows.ts';
import { contact, window } from '../schema.ts';
import { statement } from '../statement.ts';

export const insertContacts = inserter(contact);
export const insertWindows = inserter(window);
export const updateContacts = updater(contact, ['id'], ['name', 'language', 'email', 'phone', 'siteId', 'telegramId']);

const c = named(contact, 'c');

const known = statement<{ id: string }>(`select ${c.id} from ${c} where ${c.id} = any($1::text::uuid[])`);

/** Which of these contacts there are. */
export async function knownContacts(db: Queries, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await known(db, [uuids(ids)]);
  return new Set(rows.map(({ id }) => id));
}
