import { z } from 'zod';
import { ownershipsOf } from '../../../db/clients/card.ts';
import {
  type ClientHit,
  type ContactHit,
  findClients,
  findContacts,
  findMessages,
  type MessageHit,
} from '../../../db/conversations/search.ts';
import { threadOfContact } from '../../../db/conversations/thread.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import type { ContactId } from '../../../domain/ids.ts';
import type { Language } from '../../../domain/language.ts';
import { placesOf, searchQuery, unmarked } from '../../../domain/search-words.ts';
import { desk } from '../../../texts/posted-desk.ts';
import { translator } from '../../../texts/translate.ts';
import { session } from '../../access.ts';
import type { Http } from '../../deps.ts';
import { operation } from '../../operation.ts';
import { pageOf, readCursor, writeCursor } from '../cursor.ts';
import { looked, paging } from '../fields.ts';
import { language, languageOf } from '../language.ts';
import { clientNamed, contactNamed, ownerNamed, sample } from '../named.ts';

/** Places in a text to be marked: [from, to) in UTF-16 units. */
const ranges = z.array(z.tuple([z.int(), z.int()]));

const searchResults = z.object({
  messages: z.array(
    z.object({
      conversation: z.uuid(),
      seq: z.int(),
      title: z.string(),
      /** the title is more than what somebody calls themselves */
      proven: z.boolean(),
      author: z.enum(['client', 'specialist']),
      audience: z.enum(['client', 'internal']),
      name: z.string().nullable(),
      /** whose words these are, if they were passed on; '' where that is not told */
      forwarded: z.string().optional(),
      at: z.iso.datetime(),
      excerpt: z.string(),
      ranges,
    }),
  ),
  clients: z.array(clientNamed.extend({ ranges, owners: z.array(ownerNamed) })),
  contacts: z.array(contactNamed.extend({ ranges, client: clientNamed.nullable(), conversation: z.uuid().nullable() })),
  nextCursor: z.string().nullable(),
});

export type SearchResults = z.output<typeof searchResults>;

const kinds = ['messages', 'clients', 'contacts'] as const;
type Kind = (typeof kinds)[number];

const t = translator(desk);

const example: SearchResults = {
  messages: [
    {
      conversation: sample.conversation,
      seq: 12,
      title: sample.client.name,
      proven: true,
      author: 'client',
      audience: 'client',
      name: sample.contact.name,
      at: sample.at,
      excerpt: 'Can two more people work in our account?',
      ranges: [[13, 19]],
    },
  ],
  clients: [{ ...sample.client, ranges: [[0, 8]], owners: [{ department: sample.department, specialist: sample.anna }] }],
  contacts: [{ ...sample.contact, ranges: [[0, 5]], client: sample.client, conversation: sample.conversation }],
  nextCursor: null,
};

/** Rows of each kind when all are asked for. */
const fewOfEach = 5;

/** Finding messages, clients and contacts, within what the viewer may see. */
export const searchOperations = [
  operation({
    method: 'get',
    path: '/desk/api/search',
    access: session('search'),
    tag: 'desk',
    summary: 'Find messages, clients and contacts',
    description:
      'Words in Russian and English in any of their forms, the last one as a beginning; names, e-mails, phone digits and external ids by a part. Without `kind` the first few of each.',
    query: z.strictObject({
      q: looked.describe('What is looked for, 1 to 200 characters.'),
      kind: z.enum(kinds).optional().describe('messages, clients or contacts.'),
      cursor: paging.cursor.describe('`nextCursor` of the page before; only with `kind`.'),
      limit: paging.limit,
      language,
    }),
    answer: { status: 200, words: 'What was found.', schema: searchResults.meta({ ref: 'SearchResults' }), example },
    async handle(http, { c, viewer, query: { q, kind, cursor, limit } }) {
      const language = languageOf(c, viewer);
      const look = (what: Kind, at: string | undefined, count: number) =>
        pages[what](http, { viewer, language, q, cursor: at, limit: count });
      if (kind !== undefined) return { ...nothing, ...(await look(kind, cursor, limit)) };
      const all = await Promise.all(kinds.map((each) => look(each, undefined, fewOfEach)));
      return Object.assign({ ...nothing }, ...all, { nextCursor: null }) as SearchResults;
    },
  }),
] as const;

const nothing: SearchResults = { messages: [], clients: [], contacts: [], nextCursor: null };

interface Looking {
  readonly viewer: Viewer;
  readonly language: Language;
  readonly q: string;
  readonly cursor: string | undefined;
  readonly limit: number;
}

const pages: Readonly<Record<Kind, (deps: Http, looking: Looking) => Promise<Partial<SearchResults>>>> = {
  messages: async (deps, { viewer, language, q, cursor, limit }) => {
    const query = searchQuery(q);
    if (query === null) return {};
    const list = `messages ${q}`;
    const after = cursor === undefined ? null : readCursor(list, cursor);
    const rows = await findMessages(deps.db, viewer, { query, after, limit: limit + 1 });
    const { page, nextCursor } = pageOf(list, rows, limit, (row) => row);
    return { messages: await Promise.all(page.map((row) => messageInWords(deps, row, language))), nextCursor };
  },
  clients: async (deps, looking) => {
    const { rows, nextCursor } = await byOffset('clients', looking, (offset, count) =>
      findClients(deps.db, looking.viewer, looking.q, offset, count),
    );
    return { clients: await Promise.all(rows.map((row) => clientInWords(deps, row, looking))), nextCursor };
  },
  contacts: async (deps, looking) => {
    const { rows, nextCursor } = await byOffset('contacts', looking, (offset, count) =>
      findContacts(deps.db, looking.viewer, looking.q, offset, count),
    );
    return { contacts: rows.map((row) => contactInWords(row, looking.q)), nextCursor };
  },
};

/** What stands in for an id where a place in a list has none. */
const noId = '00000000-0000-0000-0000-000000000000';

/** Names have no order of time: their pages are counted. */
async function byOffset<Row>(kind: Kind, { q, cursor, limit }: Looking, find: (offset: number, count: number) => Promise<Row[]>) {
  const list = `${kind} ${q}`;
  const offset = cursor === undefined ? 0 : Math.max(0, readCursor(list, cursor).key);
  const rows = await find(offset, limit + 1);
  return {
    rows: rows.slice(0, limit),
    nextCursor: rows.length > limit ? writeCursor(list, { group: 0, key: offset + limit, id: noId }) : null,
  };
}

async function messageInWords({ db }: Http, row: MessageHit, language: Language): Promise<SearchResults['messages'][number]> {
  const thread = await threadOfContact(db, row.contact as ContactId);
  const offset = thread?.windows.find((each) => each.id === row.window_id)?.offset ?? 0;
  const { text, ranges } = unmarked(row.excerpt, row.text);
  return {
    conversation: row.conversation,
    seq: row.seq - offset,
    title: row.client_name || row.contact_name || t(language, 'stranger'),
    proven: row.title_proven,
    author: row.author,
    audience: row.audience,
    name: row.name,
    ...(row.forwarded === null ? {} : { forwarded: row.forwarded }),
    at: row.at.toISOString(),
    excerpt: text,
    ranges,
  };
}

async function clientInWords(
  { db }: Http,
  { id, name, proven, size }: ClientHit,
  { q, language }: Looking,
): Promise<SearchResults['clients'][number]> {
  const owners = (await ownershipsOf(db, id)).filter((each) => each.until === null);
  return {
    id,
    name,
    proven,
    size,
    ranges: placesOf(q, name),
    owners: owners.map((each) => ({
      department: { key: each.department, name: each.department_name[language] },
      specialist: { id: each.specialist_id, name: each.specialist_name },
    })),
  };
}

function contactInWords(row: ContactHit, q: string): SearchResults['contacts'][number] {
  const { id, name, client_id: client, client_name: clientName, client_size: size, conversation } = row;
  return {
    id,
    name,
    proven: row.proven,
    ranges: placesOf(q, name ?? ''),
    client:
      client === null || clientName === null || size === null
        ? null
        : { id: client, name: clientName, proven: row.client_proven === true, size },
    conversation,
  };
}
