import type { SizeClass } from '../../domain/client.ts';
import { marks, searchWords } from '../../domain/search-words.ts';
import { clientVisible, eyes, reaches } from '../clients/card.ts';
import type { Queries } from '../db.ts';
import type { Viewer } from '../people/sign-in.ts';
import { visible } from './list.ts';
import { partOf, tsquery } from './match.ts';

/** A transaction may be this late with a message of an earlier time, in seconds; clocks of servers differ by less. */
const late = 10;
/** Name under which the fold keeps how far it has come. */
const cursor = 'search';

interface Unfolded {
  readonly window_id: string;
  readonly seq: number;
  readonly conversation_id: string;
  readonly received_at: Date;
  readonly text: string;
}

/** Both languages' forms of every word. */
const vector = (words: string) => `to_tsvector('russian', ${words}) || to_tsvector('english', ${words})`;

/**
 * Makes messages searchable that are not yet, the oldest first; what people wrote, and the names of their files. Returns how
 * many. Several servers may do it at once: a message already there stays.
 */
export async function foldSearch(db: Queries, limit: number): Promise<number> {
  const rows = await db.query<Unfolded>(
    `select m.window_id, m.seq, m.conversation_id, m.received_at,
            concat_ws(' ', m.body->>'text', (select string_agg(f->>'name', ' ') from jsonb_array_elements(coalesce(m.body->'attachments', '[]')) f)) as text
       from message m
      where m.received_at >= coalesce((select at from heartbeat where name = $1::text), '-infinity') - interval '${late} seconds'
        and m.author <> 'system' and m.body is not null and m.deleted_at is null
        and not exists (select 1 from message_search s where s.window_id = m.window_id and s.seq = m.seq)
      order by m.received_at limit $2::int`,
    [cursor, String(limit)],
  );
  const last = rows.at(-1);
  if (last === undefined) return 0;
  await db.query(
    `insert into message_search (window_id, seq, conversation_id, words)
     select window_id, seq, conversation_id, ${vector('words')}
       from json_to_recordset($1::text::json) as k(window_id uuid, seq bigint, conversation_id uuid, words text) on conflict do nothing`,
    [JSON.stringify(rows.map(({ text, received_at: _, ...row }) => ({ ...row, words: searchWords(text) })))],
  );
  await db.query(
    `insert into heartbeat (name, at) values ($1::text, $2::text::timestamptz)
     on conflict (name) do update set at = greatest(heartbeat.at, excluded.at)`,
    [cursor, last.received_at.toISOString()],
  );
  return rows.length;
}

export interface MessageHit {
  readonly id: string;
  readonly key: number;
  readonly conversation: string;
  readonly contact: string;
  readonly window_id: string;
  readonly seq: number;
  readonly client_name: string | null;
  readonly contact_name: string | null;
  readonly author: 'client' | 'specialist';
  readonly name: string | null;
  readonly audience: 'client' | 'internal';
  readonly at: Date;
  readonly text: string;
  readonly excerpt: string;
}

/** Messages up to this many characters are shown whole. */
const shownWhole = 160;

/** Messages with these words in conversations the viewer sees, the newest first. */
export function findMessages(
  db: Queries,
  viewer: Viewer,
  { query, after, limit }: { query: string; after: { key: number; id: string } | null; limit: number },
): Promise<MessageHit[]> {
  const ms = `(extract(epoch from m.received_at) * 1000)::bigint`;
  // Each letter for one, so that places stay; what looks like a tag would be left out of the excerpt.
  const plain = `translate(m.body->>'text', 'ёЁ<>${marks.start}${marks.end}', 'еЕ‹›')`;
  const options = `'StartSel="${marks.start}", StopSel="${marks.end}", ' ||
    case when length(hit.plain) <= ${shownWhole} then 'HighlightAll=true' else 'MaxWords=28, MinWords=12, ShortWord=0' end`;
  return db.query(
    `select hit.*, ts_headline('russian', hit.plain, ${tsquery('$5::text')}, ${options}) as excerpt from (
       select m.id, ${ms} as key, c.id as conversation, ct.id as contact, m.window_id, m.seq, cl.name as client_name, ct.name as contact_name,
              m.author, case m.author when 'client' then ct.name else w.name end as name, m.audience, m.received_at as at,
              m.body->>'text' as text, ${plain} as plain
         from message_search f join message m on m.window_id = f.window_id and m.seq = f.seq
         join conversation c on c.id = f.conversation_id join department d on d.id = c.department_id join contact ct on ct.id = c.contact_id
         left join client cl on cl.id = c.client_id left join specialist w on w.id = m.author_id
        where f.words @@ ${tsquery('$5::text')} and m.body is not null and m.deleted_at is null and $4::text is not null and ${visible}
          and ($6::text is null or (${ms}, m.id) < ($6::text::bigint, $7::text::uuid))
        order by m.received_at desc, m.id desc limit $8::text::int) hit`,
    [...eyes(viewer), query, after === null ? null : String(after.key), after?.id ?? null, String(limit)],
  );
}

export interface ClientHit {
  readonly id: string;
  readonly name: string;
  readonly size: SizeClass;
}

/** Clients by a part of their name or their id at the company; those that begin with it first. */
export function findClients(db: Queries, viewer: Viewer, looked: string, offset: number, limit: number): Promise<ClientHit[]> {
  return db.query(
    `select cl.id, cl.name, cl.size from client cl
      where (cl.name ilike $5::text or cl.external_id ilike $5::text) and $4::text is not null and ${clientVisible}
      order by (cl.name ilike substr($5::text, 2)) desc, cl.name, cl.id offset $6::text::int limit $7::text::int`,
    [...eyes(viewer), partOf(looked), String(offset), String(limit)],
  );
}

export interface ContactHit {
  readonly id: string;
  readonly name: string | null;
  readonly client_id: string | null;
  readonly client_name: string | null;
  readonly client_size: SizeClass | null;
  readonly conversation: string | null;
}

/** Digits of what may be a phone number: the last ten, however it begins; null for less than four. */
export function digitsOf(looked: string): string | null {
  if (!/^[\d\s()+.-]+$/.test(looked)) return null;
  const digits = looked.replace(/\D/g, '');
  return digits.length < 4 ? null : digits.slice(-10);
}

/**
 * Contacts by a part of their name, e-mail, phone or id at the company's site. Whom R19 keeps from a contact's details finds
 * nobody by a part of them.
 */
export function findContacts(db: Queries, viewer: Viewer, looked: string, offset: number, limit: number): Promise<ContactHit[]> {
  const digits = `regexp_replace(ct.phone, '\\D', '', 'g')`;
  const left = `exists (select 1 from contact_detail cd where cd.contact_id = ct.id
    and (cd.value ilike $5::text or ($6::text is not null and regexp_replace(cd.value, '\\D', '', 'g') like '%' || $6::text || '%')))`;
  return db.query(
    `select ct.id, ct.name, cl.id as client_id, cl.name as client_name, cl.size as client_size,
            (select c.id from conversation c join department d on d.id = c.department_id where c.contact_id = ct.id and ${visible}
              order by c.opened_at desc limit 1) as conversation
       from contact ct left join contact_client cc on cc.contact_id = ct.id and cc.until is null left join client cl on cl.id = cc.client_id
      where ct.erased_at is null
        and (ct.name ilike $5::text or ct.site_id ilike $5::text
          or (${reaches} and (ct.email ilike $5::text or ($6::text is not null and ${digits} like '%' || $6::text || '%') or ${left})))
        and ((cl.id is not null and ${clientVisible}) or exists (select 1 from conversation c join department d on d.id = c.department_id where c.contact_id = ct.id and ${visible}))
      order by (ct.name ilike substr($5::text, 2)) desc, ct.name, ct.id offset $7::text::int limit $8::text::int`,
    [...eyes(viewer), partOf(looked), digitsOf(looked), String(offset), String(limit)],
  );
}
