import type { ContactId, ConversationId } from '../../domain/ids.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(schema.conversation, 'c');
const m = named(schema.message, 'm');
const ct = named(schema.contact, 'ct');
const cc = named(schema.contactClient, 'cc');
const t = named(schema.task, 't');
const a = named(schema.attachment, 'a');
const se = named(schema.messageSearch, 'se');
const b = { message: bare(schema.message), conversation: bare(schema.conversation) };

/** Closed before then, and something of it is still there. */
const old = `${c.closedAt} < $1::text::timestamptz and ${c.status} = 'closed' and exists (select 1 from ${m} where ${m.windowId} = ${c.windowId}
  and ${m.conversationId} = ${c.id} and ${m.body} is not null)`;

/** Nothing has happened with them since, nothing is open or to be done, and they were not there a moment ago. */
const still = `${ct.erasedAt} is null and ${ct.createdAt} < $1::text::timestamptz
  and not exists (select 1 from ${c} where ${c.contactId} = ${ct.id} and (${c.status} <> 'closed' or ${c.lastMessageAt} >= $1::text::timestamptz))
  and not exists (select 1 from ${t} where ${t.contactId} = ${ct.id} and ${t.doneAt} is null)
  and not exists (select 1 from ${cc} where ${cc.contactId} = ${ct.id} and ${cc.from} >= $1::text::timestamptz)`;

const countOld = statement<{ n: number }>(`select count(*)::int as n from ${c} where ${old}`);
const countStill = statement<{ n: number }>(`select count(*)::int as n from ${ct} where ${still}`);

export async function countOldConversations(db: Queries, before: Date): Promise<number> {
  return (await countOld(db, [before.toISOString()]))[0]?.n ?? 0;
}

export async function countStillContacts(db: Queries, before: Date): Promise<number> {
  return (await countStill(db, [before.toISOString()]))[0]?.n ?? 0;
}

const findStill = statement<{ id: ContactId }>(
  `select ${columns({ id: ct.id })} from ${ct} where ${still} order by ${ct.id} limit $2::text::int`,
);

export async function stillContacts(db: Queries, before: Date, limit: number): Promise<readonly ContactId[]> {
  return (await findStill(db, [before.toISOString(), String(limit)])).map(({ id }) => id);
}

const takeOld = statement<{ id: ConversationId }>(
  `select ${columns({ id: c.id })} from ${c} where ${old} order by ${c.closedAt} limit $2::text::int for no key update skip locked`,
);
const isIn = 'in (select unnest($1::text::uuid[]))';
const ofThem = `exists (select 1 from ${c} join ${m} on ${m.windowId} = ${c.windowId} and ${m.conversationId} = ${c.id} where ${c.id} ${isIn}`;
const wipes = [
  statement(`delete from ${a} where ${ofThem} and ${m.windowId} = ${a.windowId} and ${m.seq} = ${a.seq})`),
  statement(`delete from ${se} where ${se.conversationId} ${isIn}`),
  statement(
    `update ${b.message} set ${b.message.body} = null, ${b.message.reactions} = null where ${b.message.windowId} in (select ${c.windowId} from ${c}
       where ${c.id} ${isIn}) and ${b.message.conversationId} ${isIn}`,
  ),
  statement(
    `update ${b.conversation} set ${b.conversation.preview} = '', ${b.conversation.version} = ${b.conversation.version} + 1 where ${b.conversation.id} ${isIn}`,
  ),
];

/** Erases words and files of conversations that ended before then; returns how many there were. */
export async function wipeOldConversations(tx: Queries, before: Date, limit: number): Promise<number> {
  const found = await takeOld(tx, [before.toISOString(), String(limit)]);
  if (found.length === 0) return 0;
  const list = [uuids(found.map(({ id }) => id))];
  for (const wipe of wipes) await wipe(tx, list);
  return found.length;
}
