import type { ContactId, ConversationId, WindowId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const j = named(schema.contactJoin, 'j');
const w = named(schema.window, 'w');
const c = named(schema.conversation, 'c');

const joinedWith = statement<{ id: ContactId }>(
  `with recursive found(id) as (select $1::text::uuid union
     select ${j.fromContactId} from ${j} join found on found.id = ${j.intoContactId} where ${j.undoneAt} is null and ${j.fromContactId} is not null)
   select id from found`,
);

/** Lists the contact and those who turned out to be them, by joins that stand. */
export async function contactsOf(tx: Queries, contact: ContactId): Promise<readonly ContactId[]> {
  return (await joinedWith(tx, [contact])).map(({ id }) => id);
}

const windowsOf = statement<{ id: WindowId }>(
  `select ${columns({ id: w.id })} from ${w} where ${w.contactId} in (select unnest($1::text::uuid[])) order by ${w.id}`,
);
const conversationShape = { id: c.id, isOpen: expression<boolean>(`${c.status} <> 'closed'`) };
const conversationsOf = statement<{ id: ConversationId; isOpen: boolean }>(
  `select ${columns(conversationShape)} from ${c}
   where ${c.contactId} in (select unnest($1::text::uuid[])) or ${c.windowId} in (select unnest($2::text::uuid[])) order by ${c.id}`,
);

/** What of the database is about a contact. */
export interface ErasureScope {
  readonly contacts: readonly ContactId[];
  readonly windows: readonly WindowId[];
  readonly conversations: readonly ConversationId[];
  readonly open: readonly ConversationId[];
}

export async function scopeOf(tx: Queries, contact: ContactId): Promise<ErasureScope> {
  const contacts = await contactsOf(tx, contact);
  const windows = (await windowsOf(tx, [uuids(contacts)])).map(({ id }) => id);
  const found = await conversationsOf(tx, [uuids(contacts), uuids(windows)]);
  return { contacts, windows, conversations: found.map(({ id }) => id), open: found.filter((each) => each.isOpen).map(({ id }) => id) };
}
