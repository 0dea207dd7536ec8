import type { SizeClass } from '../../domain/client.ts';
import type { ConversationId } from '../../domain/ids.ts';
import { marks, searchWords } from '../../domain/search-words.ts';
import { clientProven, contactProven, titleProven } from '../clients/proven.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, of, type RowOf } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import { insertSelect } from '../rows.ts';
import {
  client,
  contact,
  contactClient,
  contactDetail,
  conversation,
  department,
  heartbeat,
  message,
  messageSearch,
  specialist,
} from '../schema.ts';
import { statement } from '../statement.ts';
import { partOf, tsquery } from './match.ts';
import { clientVisible, eyes, reaches, visible } from './visible.ts';

const m = named(message, 'm');
const f = named(messageSearch, 'f');
const c = named(conversation, 'c');
const d = named(department, 'd');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');
const cc = named(contactClient, 'cc');
const cd = named(contactDetail, 'cd');
const w = named(specialist, 'w');
const beat = bare(heartbeat);

/** A transaction may be this late with a message of an earlier time, in seconds; clocks of servers differ by less. */
const late = 10;
/** Name under which the fold keeps how far it has come. */
const cursor = 'search';

/** Both languages' forms of every word. */
const vector = (words: string) => `to_tsvector('russian', ${words}) || to_tsvector('english', ${words})`;

const fileNames = `(select string_agg(a->>'name', ' ') from jsonb_array_elements(coalesce(${m.body}->'attachments', '[]')) a)`;

const unfolded = {
  windowId: m.windowId,
  seq: m.seq,
  conversationId: m.conversationId,
  receivedAt: m.receivedAt,
  text: expression<string>(`concat_ws(' ', ${m.body}->>'text', ${fileNames})`),
};

const oldestUnfolded = statement<RowOf<typeof unfolded>>(
  `select ${columns(unfolded)} from ${m}
   where ${m.receivedAt} >= coalesce((select ${beat.at} from ${beat} where ${beat.name} = $1::text), '-infinity') - interval '${late} seconds'
     and ${m.author} <> 'system' and ${m.body} is not null and ${m.deletedAt} is null
     and not exists (select 1 from ${f} where ${f.windowId} = ${m.windowId} and ${f.seq} = ${m.seq})
   order by ${m.receivedAt} limit $2::text::int`,
);

const insertWords = statement(
  `${insertSelect(messageSearch, {
    windowId: 'k."windowId"',
    seq: 'k.seq',
    conversationId: 'k."conversationId"',
    words: vector('k.words'),
  })}
   from json_to_recordset($1::text::json) as k("windowId" uuid, seq bigint, "conversationId" uuid, words text) on conflict do nothing`,
);

const advance = statement(
  `${insertSelect(heartbeat, { name: '$1::text', at: '$2::text::timestamptz' })}
   on conflict (${beat.name}) do update set ${beat.at} = greatest(${beat}.${beat.at}, excluded.${beat.at})`,
);

/**
 * Makes messages searchable that are not yet, the oldest first; what people wrote, and the names of their files. Returns how
 * many. Several servers may do it at once: a message already there stays.
 */
export async function foldSearch(db: Queries, limit: number): Promise<number> {
  const rows = await oldestUnfolded(db, [cursor, String(limit)]);
  const last = rows.at(-1);
  if (last === undefined) return 0;
  await insertWords(db, [JSON.stringify(rows.map(({ text, receivedAt: _, ...row }) => ({ ...row, words: searchWords(text) })))]);
  await advance(db, [cursor, last.receivedAt.toISOString()]);
  return rows.length;
}

const forget = statement(`delete from ${beat} where ${beat.name} = $1::text`);

/** Looks through all messages again: some were written that are older than those it has come to. What is searchable stays so. */
export async function searchAgain(tx: Queries): Promise<void> {
  await forget(tx, [cursor]);
}

/** Messages up to this many characters are shown whole. */
const shownWhole = 160;

const receivedMs = `(extract(epoch from ${m.receivedAt}) * 1000)::bigint`;
// Each letter for one, so that places stay; what looks like a tag would be left out of the excerpt.
const plainText = `translate(${m.body}->>'text', 'ёЁ<>${marks.start}${marks.end}', 'еЕ‹›')`;

const hit = {
  id: m.id,
  key: expression<number>(receivedMs),
  conversation: c.id,
  contact: ct.id,
  window_id: m.windowId,
  seq: m.seq,
  client_name: nullable(cl.name),
  contact_name: ct.name,
  title_proven: expression<boolean>(titleProven),
  author: expression<'client' | 'specialist'>(m.author),
  name: expression<string | null>(`case ${m.author} when 'client' then ${ct.name} else ${w.name} end`),
  audience: expression<'client' | 'internal'>(m.audience),
  at: m.receivedAt,
  text: expression<string>(`${m.body}->>'text'`),
  /** whose words these are, if they were passed on; '' where that is not told */
  forwarded: expression<string | null>(`${m.body}->'forwarded'->>'name'`),
};
const found = { ...hit, plain: expression<string>(plainText) };
const h = of('hit', found);
const headline = `'StartSel="${marks.start}", StopSel="${marks.end}", ' ||
  case when length(${h.plain}) <= ${shownWhole} then 'HighlightAll=true' else 'MaxWords=28, MinWords=12, ShortWord=0' end`;
const excerpted = {
  ...of('hit', hit),
  excerpt: expression<string>(`ts_headline('russian', ${h.plain}, ${tsquery('$5::text')}, ${headline})`),
};

export type MessageHit = RowOf<typeof excerpted>;

const messagesWith = statement<MessageHit>(
  `select ${columns(excerpted)} from (
     select ${columns(found)}
     from ${f} join ${m} on ${m.windowId} = ${f.windowId} and ${m.seq} = ${f.seq}
     join ${c} on ${c.id} = ${f.conversationId} join ${d} on ${d.id} = ${c.departmentId} join ${ct} on ${ct.id} = ${c.contactId}
     left join ${cl} on ${cl.id} = ${c.clientId} left join ${w} on ${w.id} = ${m.authorId}
     where ${f.words} @@ ${tsquery('$5::text')} and ${m.body} is not null and ${m.deletedAt} is null and $4::text is not null and ${visible}
       and ($6::text is null or (${receivedMs}, ${m.id}) < ($6::text::bigint, $7::text::uuid))
     order by ${m.receivedAt} desc, ${m.id} desc limit $8::text::int) ${h}`,
);

/** Finds messages with these words in conversations the viewer sees, the newest first. */
export function findMessages(
  db: Queries,
  viewer: Viewer,
  { query, after, limit }: { query: string; after: { key: number; id: string } | null; limit: number },
): Promise<MessageHit[]> {
  return messagesWith(db, [...eyes(viewer), query, after === null ? null : String(after.key), after?.id ?? null, String(limit)]);
}

const clientHit = { id: cl.id, name: cl.name, size: expression<SizeClass>(cl.size), proven: expression<boolean>(clientProven('cl')) };

export type ClientHit = RowOf<typeof clientHit>;

const clientsLike = statement<ClientHit>(
  `select ${columns(clientHit)} from ${cl}
   where (${cl.name} ilike $5::text or ${cl.externalId} ilike $5::text) and $4::text is not null and ${clientVisible}
   order by (${cl.name} ilike substr($5::text, 2)) desc, ${cl.name}, ${cl.id} offset $6::text::int limit $7::text::int`,
);

/** Finds clients by a part of their name or their id at the company; those that begin with it first. */
export function findClients(db: Queries, viewer: Viewer, looked: string, offset: number, limit: number): Promise<ClientHit[]> {
  return clientsLike(db, [...eyes(viewer), partOf(looked), String(offset), String(limit)]);
}

const seenConversations = `from ${c} join ${d} on ${d.id} = ${c.departmentId} where ${c.contactId} = ${ct.id} and ${visible}`;

const contactHit = {
  id: ct.id,
  name: ct.name,
  client_id: nullable(cl.id),
  client_name: nullable(cl.name),
  client_size: expression<SizeClass | null>(cl.size),
  client_proven: expression<boolean | null>(`case when ${cl.id} is not null then ${clientProven('cl')} end`),
  proven: expression<boolean>(contactProven),
  conversation: expression<ConversationId | null>(`(select ${c.id} ${seenConversations} order by ${c.openedAt} desc limit 1)`),
};

export type ContactHit = RowOf<typeof contactHit>;

/** Digits of what may be a phone number: the last ten, however it begins; null for less than four. */
export function digitsOf(looked: string): string | null {
  if (!/^[\d\s()+.-]+$/.test(looked)) return null;
  const digits = looked.replace(/\D/g, '');
  return digits.length < 4 ? null : digits.slice(-10);
}

const hasDigits = (column: string) => `($6::text is not null and regexp_replace(${column}, '\\D', '', 'g') like '%' || $6::text || '%')`;
const hasDetail = `exists (select 1 from ${cd} where ${cd.contactId} = ${ct.id} and (${cd.value} ilike $5::text or ${hasDigits(cd.value)}))`;

const contactsLike = statement<ContactHit>(
  `select ${columns(contactHit)}
   from ${ct} left join lateral (
     select cl.* from ${cc} join ${cl} on ${cl.id} = ${cc.clientId}
     where ${cc.contactId} = ${ct.id} and ${cc.until} is null and ${clientVisible} order by ${cc.from}, ${cc.id} limit 1) cl on true
   where ${ct.erasedAt} is null
     and (${ct.name} ilike $5::text or ${ct.siteId} ilike $5::text
       or (${reaches} and (${ct.email} ilike $5::text or ${hasDigits(ct.phone)} or ${hasDetail})))
     and (${cl.id} is not null or exists (select 1 ${seenConversations}))
   order by (${ct.name} ilike substr($5::text, 2)) desc, ${ct.name}, ${ct.id} offset $7::text::int limit $8::text::int`,
);

/**
 * Finds contacts by a part of their name, e-mail, phone or id at the company's site. Whom R19 keeps from a contact's details finds
 * nobody by a part of them.
 */
export function findContacts(db: Queries, viewer: Viewer, looked: string, offset: number, limit: number): Promise<ContactHit[]> {
  return contactsLike(db, [...eyes(viewer), partOf(looked), digitsOf(looked), String(offset), String(limit)]);
}
