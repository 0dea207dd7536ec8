import type { Queries } from '../db.ts';
import { bare, columns, named, type RowOf } from '../names.ts';
import { conversation, department } from '../schema.ts';
import { statement } from '../statement.ts';

const b = bare(conversation);
const c = named(conversation, 'c');
const d = named(department, 'd');

const moved = { id: c.id, version: c.version, window: c.windowId, specialist: c.specialistId, department: d.key };

const move = statement<RowOf<typeof moved>>(
  `update ${c} set ${b.clientId} = $3::text::uuid, ${b.version} = ${c.version} + 1 from ${d}
   where ${d.id} = ${c.departmentId} and ${c.contactId} = $1::text::uuid and ${c.clientId} = $2::text::uuid and ${c.status} <> 'closed'
   returning ${columns(moved)}`,
);

/** Makes the contact's open conversations with one client another client's, or nobody's; their versions go up, so that desks see it. */
export function moveOpenConversations(tx: Queries, contact: string, from: string, to: string | null): Promise<RowOf<typeof moved>[]> {
  return move(tx, [contact, from, to]);
}
