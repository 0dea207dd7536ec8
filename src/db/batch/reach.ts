import type { ContactId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, named, nullable, of, type RowOf } from '../names.ts';
import { contact, conversation } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(contact, 'c');
const v = named(conversation, 'v');
const last = { channel: v.channel, target: v.target };
const l = of('l', last);

const reached = {
  contactId: c.id,
  windowId: c.windowId,
  /** where they were written to last; null for somebody who never wrote */
  channel: nullable(l.channel),
  target: nullable(l.target),
};

export type ReachedContact = RowOf<typeof reached>;

const reachedOf = statement<ReachedContact>(
  `select ${columns(reached)} from ${c}
   left join lateral (
     select ${columns(last)} from ${v} where ${v.contactId} = ${c.id} and ${v.channel} not in ('call', 'visit')
     order by ${v.lastMessageAt} desc limit 1) ${l} on true
   where ${c.id} = any($1::text::uuid[]) and ${c.erasedAt} is null`,
);

/** Finds how contacts can be written to. A call or a visit is nowhere a message can go. */
export async function reachContacts(tx: Queries, contacts: readonly ContactId[]): Promise<ReadonlyMap<ContactId, ReachedContact>> {
  if (contacts.length === 0) return new Map();
  const rows = await reachedOf(tx, [uuids(contacts)]);
  return new Map(rows.map((each) => [each.contactId, each]));
}
