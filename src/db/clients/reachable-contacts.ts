import type { Language } from '../../domain/language.ts';
import type { MessageBody } from '../../domain/message.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of, type RowOf } from '../names.ts';
import * as schema from '../schema.ts';
import { statement } from '../statement.ts';
import { isOf } from './of-client.ts';

const cc = named(schema.contactClient, 'cc');
const ct = named(schema.contact, 'ct');
const w = named(schema.window, 'w');
const c = named(schema.conversation, 'c');
const d = named(schema.department, 'd');

const newestShape = { id: c.id, target: c.target, version: c.version, departmentId: c.departmentId };
const newest = of('newest', newestShape);

const reachableShape = {
  windowId: w.id,
  contactId: ct.id,
  language: expression<Language>(ct.language),
  lastSeq: w.lastSeq,
  conversationId: newest.id,
  target: newest.target,
  version: newest.version,
  department: d.key,
};

/** Where a system message reaches a contact of a client although nobody talks with them: their newest conversation, wherever it was. */
export type Reachable = RowOf<typeof reachableShape>;

const reachable = statement<Reachable>(
  `select ${columns(reachableShape)}
   from ${cc} join ${ct} on ${ct.id} = ${cc.contactId} and ${ct.erasedAt} is null join ${w} on ${w.id} = ${ct.windowId}
   join lateral (select ${columns(newestShape)} from ${c} where ${c.windowId} = ${w.id} and ${isOf(c, cc.clientId)} and ${c.channel} not in ('call', 'visit')
     order by ${c.openedAt} desc, ${c.id} desc limit 1) ${newest} on true
   join ${d} on ${d.id} = ${newest.departmentId}
   where ${cc.clientId} = $1::text::uuid and ${cc.until} is null order by ${w.id}`,
);

/** Everybody of the client who ever talked with us for it, their windows locked by the caller. A call or a visit is nowhere a message can go. */
export function reachableContacts(tx: Queries, client: string): Promise<Reachable[]> {
  return reachable(tx, [client]);
}

const window = bare(schema.window);
const message = bare(schema.message);
const outbox = bare(schema.outbox);
const conversation = bare(schema.conversation);

const setLastSeq = statement(`update ${window} set ${window.lastSeq} = $2::text::bigint where ${window.id} = $1::text::uuid`);

const insertMessage = statement(
  `insert into ${message} (${message.windowId}, ${message.seq}, ${message.id}, ${message.conversationId}, ${message.author}, ${message.audience},
     ${message.body}, ${message.changed}, ${message.occurredAt}, ${message.receivedAt})
   values ($1::text::uuid, $2::text::bigint, $3::text::uuid, $4::text::uuid, 'system', 'client', $5::text::jsonb, $2::text::bigint,
     $6::text::timestamptz, $6::text::timestamptz)`,
);

const insertSend = statement(
  `insert into ${outbox} (${outbox.windowId}, ${outbox.target}, ${outbox.n}, ${outbox.verb}, ${outbox.audience}, ${outbox.seq}, ${outbox.urgent},
     ${outbox.status}, ${outbox.attempts}, ${outbox.dueAt})
   values ($1::text::uuid, $2::text, $3::text::bigint, 'send', 'client', $3::text::bigint, false, 'waiting', 0, $4::text::timestamptz)`,
);

const setNewest = statement(
  `update ${conversation} set ${conversation.version} = ${conversation.version} + 1, ${conversation.lastMessageAt} = $2::text::timestamptz,
     ${conversation.preview} = left($3::text, 120), ${conversation.tellSeq} = null
   where ${conversation.id} = $1::text::uuid`,
);

interface SystemMessage {
  readonly at: Reachable;
  readonly id: string;
  readonly body: MessageBody;
  readonly now: Date;
}

/** A system message in a window where nobody talks: the next text of the desk does not take its place. */
export async function sayInWindow(tx: Queries, { at, id, body, now }: SystemMessage): Promise<void> {
  const seq = String(at.lastSeq + 1);
  const when = now.toISOString();
  await setLastSeq(tx, [at.windowId, seq]);
  await insertMessage(tx, [at.windowId, seq, id, at.conversationId, JSON.stringify(body), when]);
  await insertSend(tx, [at.windowId, at.target, seq, when]);
  await setNewest(tx, [at.conversationId, when, body.text]);
}
