import { Hono } from 'hono';
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
import { readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { readCursor, writeCursor } from '../conversations/cursor.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn } from '../people/auth.ts';
import * as contract from './contract.ts';
import * as examples from './examples.ts';
import { limit, looked, noId } from './query.ts';

type Results = contract.SearchResults;
type Kind = 'messages' | 'clients' | 'contacts';

const t = translator(desk);

const searchQueryOf = z.strictObject({
  q: looked,
  kind: z.enum(['messages', 'clients', 'contacts']).optional(),
  cursor: z.string().max(1024).optional(),
  limit,
  language: z.string().max(35).optional(),
});

/** Rows of each kind when all are asked for. */
const fewOfEach = 5;

/** Finding messages, clients and contacts, within what the viewer may see. */
export function searchRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.get(
    '/search',
    describe({
      summary: 'Find messages, clients and contacts',
      description:
        'Words in Russian and English in any of their forms, the last one as a beginning; names, e-mails, phone digits and external ids by a part. Without `kind` the first few of each.',
      tag: 'desk',
      security: 'deskSession',
      query: {
        q: 'What is looked for, 1 to 200 characters.',
        kind: 'messages, clients or contacts.',
        cursor: '`nextCursor` of the page before; only with `kind`.',
        limit: '1 to 100, 50 when absent.',
        language: 'ru or en; before Accept-Language.',
      },
      answers: {
        200: { words: 'What was found.', schema: contract.searchResults.meta({ ref: 'SearchResults' }), example: examples.search },
      },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { q, kind, cursor, limit } = readQuery(c, searchQueryOf);
      const language = languageOf(c, viewer);
      const look = (what: Kind, at: string | undefined, count: number) =>
        pages[what](deps, { viewer, language, q, cursor: at, limit: count });
      if (kind !== undefined) return c.json({ ...nothing, ...(await look(kind, cursor, limit)) });
      const all = await Promise.all((['messages', 'clients', 'contacts'] as const).map((each) => look(each, undefined, fewOfEach)));
      return c.json(Object.assign({ ...nothing }, ...all, { nextCursor: null }));
    },
  );
  return app;
}

const nothing: Results = { messages: [], clients: [], contacts: [], nextCursor: null };

interface Looking {
  readonly viewer: Viewer;
  readonly language: Language;
  readonly q: string;
  readonly cursor: string | undefined;
  readonly limit: number;
}

const pages: Readonly<Record<Kind, (deps: HttpDeps, looking: Looking) => Promise<Partial<Results>>>> = {
  messages: async (deps, { viewer, language, q, cursor, limit }) => {
    const query = searchQuery(q);
    if (query === null) return {};
    const list = `messages ${q}`;
    const after = cursor === undefined ? null : readCursor(list, cursor);
    const rows = await findMessages(deps.db, viewer, { query, after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      messages: await Promise.all(page.map((row) => messageInWords(deps, row, language))),
      nextCursor: rows.length > limit && last !== undefined ? writeCursor(list, { group: 0, ...last }) : null,
    };
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

async function messageInWords({ db }: HttpDeps, row: MessageHit, language: Language): Promise<Results['messages'][number]> {
  const thread = await threadOfContact(db, row.contact as ContactId);
  const offset = thread?.windows.find((each) => each.id === row.window_id)?.offset ?? 0;
  const { text, ranges } = unmarked(row.excerpt, row.text);
  return {
    conversation: row.conversation,
    seq: row.seq - offset,
    title: row.client_name ?? row.contact_name ?? t(language, 'stranger'),
    author: row.author,
    audience: row.audience,
    name: row.name,
    at: row.at.toISOString(),
    excerpt: text,
    ranges,
  };
}

async function clientInWords(
  { db }: HttpDeps,
  { id, name, size }: ClientHit,
  { q, language }: Looking,
): Promise<Results['clients'][number]> {
  const owners = (await ownershipsOf(db, id)).filter((each) => each.until === null);
  return {
    id,
    name,
    size,
    ranges: placesOf(q, name),
    owners: owners.map((each) => ({
      department: { key: each.department, name: each.department_name[language] },
      specialist: { id: each.specialist_id, name: each.specialist_name },
    })),
  };
}

function contactInWords(row: ContactHit, q: string): Results['contacts'][number] {
  const { id, name, client_id: client, client_name: clientName, client_size: size, conversation } = row;
  return {
    id,
    name,
    ranges: placesOf(q, name ?? ''),
    client: client === null || clientName === null || size === null ? null : { id: client, name: clientName, size },
    conversation,
  };
}
