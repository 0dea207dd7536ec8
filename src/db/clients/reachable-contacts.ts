import type { DepartmentKey } from '../../domain/department.ts';
import type { Language } from '../../domain/language.ts';
import type { MessageBody } from '../../domain/message.ts';
import { bodyOfParts, conversationOf, type OpenTell, partsWith, tellingOf } from '../../domain/voice.ts';
import { followEdits } from '../batch/commit-lanes.ts';
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

const isOpen = `${c.status} not in ('resolved', 'closed')`;

const reachableShape = {
  windowId: w.id,
  contactId: ct.id,
  language: expression<Language>(ct.language),
  lastSeq: w.lastSeq,
  tell: expression<OpenTell | null>(w.tell),
  conversationId: newest.id,
  /** when they last began to talk with the department for it, which told them who has them; null: never */
  toldAt: expression<Date | null>(`(select max(${c.openedAt}) from ${c} join ${d} on ${d.id} = ${c.departmentId} and ${d.key} = $2::text
    where ${c.windowId} = ${w.id} and ${isOf(c, cc.clientId)})`),
  target: newest.target,
  version: newest.version,
  department: d.key,
  /** somebody of the department talks with them for it now, or they wait there */
  isTalking: expression<boolean>(`exists (select 1 from ${c} join ${d} on ${d.id} = ${c.departmentId} and ${d.key} = $2::text
    where ${c.windowId} = ${w.id} and ${isOf(c, cc.clientId)} and ${isOpen})`),
  /** conversations that are open in the window, whatever they are about */
  open: expression<readonly string[]>(`(select coalesce(json_agg(${c.id}), '[]') from ${c} where ${c.windowId} = ${w.id} and ${isOpen})`),
};

/** Where a system message reaches a contact of a client: by their newest conversation for it, wherever that was. */
export type Reachable = RowOf<typeof reachableShape>;

const reachable = statement<Reachable>(
  `select ${columns(reachableShape)}
   from ${cc} join ${ct} on ${ct.id} = ${cc.contactId} and ${ct.erasedAt} is null join ${w} on ${w.id} = ${ct.windowId}
   join lateral (select ${columns(newestShape)} from ${c} where ${c.windowId} = ${w.id} and ${isOf(c, cc.clientId)} and ${c.channel} not in ('call', 'visit')
     order by ${c.openedAt} desc, ${c.id} desc limit 1) ${newest} on true
   join ${d} on ${d.id} = ${newest.departmentId}
   where ${cc.clientId} = $1::text::uuid and ${cc.until} is null order by ${w.id}`,
);

/**
 * Everybody of the client who ever talked with us for it, and whether they do so with this department now; their windows locked by the
 * caller. A call or a visit is nowhere a message can go.
 */
export function reachableContacts(tx: Queries, client: string, department: DepartmentKey): Promise<Reachable[]> {
  return reachable(tx, [client, department]);
}

const window = bare(schema.window);
const message = bare(schema.message);
const outbox = bare(schema.outbox);
const conversation = bare(schema.conversation);

const setWindow = statement(
  `update ${window} set ${window.lastSeq} = $2::text::bigint, ${window.lastChange} = greatest(${window.lastChange}, $3::text::bigint),
     ${window.tell} = $4::text::jsonb where ${window.id} = $1::text::uuid`,
);

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
     ${conversation.preview} = left($3::text, 120)
   where ${conversation.id} = $1::text::uuid`,
);

const changeText = statement(
  `update ${message} set ${message.body} = $3::text::jsonb, ${message.changed} = $4::text::bigint, ${message.editedAt} = $5::text::timestamptz,
     ${message.deletedAt} = $6::text::timestamptz where ${message.windowId} = $1::text::uuid and ${message.seq} = $2::text::bigint`,
);

interface SystemMessage {
  readonly at: Reachable;
  readonly id: string;
  readonly body: MessageBody;
  readonly now: Date;
}

/**
 * A system message beside whatever is talked about in a window: by the same rule as any text of the desk, it becomes a part of the one that
 * stands there while nobody has written since (R14), and what that says of what is open goes on being said. The windows are locked by the caller.
 */
export async function sayInWindow(tx: Queries, { at, id, body, now }: SystemMessage): Promise<void> {
  const { tell: open, windowId, target } = at;
  const when = now.toISOString();
  const parts = partsWith(open, { conversation: at.conversationId, slot: 'introduced', body }, (each) => at.open.includes(each));
  const telling = tellingOf(open, { body, target, now });
  const isInPlace = open !== null && telling === 'in-place';
  const change = open === null ? null : at.lastSeq + 1;
  const seq = isInPlace ? open.seq : (change ?? at.lastSeq) + 1;
  const of = isInPlace ? conversationOf(open) : at.conversationId;
  const words = bodyOfParts(parts, of);
  const tell: OpenTell = isInPlace ? { ...open, parts } : { seq, of, target, at: when, parts };
  await setWindow(tx, [windowId, String(Math.max(seq, change ?? 0)), String(change ?? 0), JSON.stringify(tell)]);
  if (open !== null && change !== null) {
    const [text, edited, deleted] = isInPlace ? [words, when, null] : [{ text: '' }, null, when];
    await changeText(tx, [windowId, String(open.seq), JSON.stringify(text), String(change), edited, deleted]);
    const verb = isInPlace ? 'edit' : 'delete';
    await followEdits(tx, [{ windowId, seq: open.seq, n: change, verb, internal: false, from: null, dueAt: now }]);
  }
  if (!isInPlace) {
    await insertMessage(tx, [windowId, String(seq), id, at.conversationId, JSON.stringify(words), when]);
    await insertSend(tx, [windowId, target, String(seq), when]);
  }
  await setNewest(tx, [at.conversationId, when, body.text]);
}
