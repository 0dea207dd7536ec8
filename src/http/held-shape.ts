import { z } from 'zod';
import type { Held, HeldMessage } from '../db/clients/held.ts';
import type { Http } from './deps.ts';
import { file } from './files/file.ts';
import { filesOf } from './files/link.ts';

const at = z.iso.datetime();
const maybe = at.nullable();
const text = z.string();
const known = z.string().nullable();

const message = z.object({
  at,
  from: z.enum(['client', 'specialist', 'system']),
  /** the colleague who wrote it */
  name: known,
  /** `internal`: a note of colleagues, about the contact */
  audience: z.enum(['client', 'internal']),
  /** null: it was deleted */
  text: known,
  /** a place, a card, somebody else's words, an answer by a tap: as it is stored */
  more: z.record(z.string(), z.unknown()).optional(),
  files: z.array(file).optional(),
  reactions: z.array(z.object({ by: z.enum(['client', 'specialist']), emoji: text })).optional(),
  editedAt: at.optional(),
  deletedAt: at.optional(),
});

/** All that is held on one contact. Whoever asks what is known of them is given this, or the same as a page. */
export const heldShape = z
  .object({
    contact: z.uuid(),
    exportedAt: at,
    company: known,
    /** the person, and others who turned out to be them */
    people: z.array(
      z.object({
        ...{ id: z.uuid(), name: known, language: text, email: known, phone: known, siteId: known, telegramId: known },
        ...{ createdAt: at, ratingAskedAt: maybe },
      }),
    ),
    /** where they write from, and what they are called there */
    addresses: z.array(
      z.object({
        ...{ channel: text, address: text, name: known, username: known, source: known, from: at, until: maybe, proof: text },
        unreachableAt: maybe,
      }),
    ),
    /** what they left to be reached by */
    details: z.array(z.object({ kind: text, value: text, at })),
    clients: z.array(z.object({ id: z.uuid(), name: text, role: known, from: at, until: maybe })),
    consents: z.array(z.object({ version: text, language: text, at })),
    invites: z.array(z.object({ purpose: text, createdAt: at, expiresAt: at, usedAt: maybe })),
    joins: z.array(z.object({ proof: text, at, undoneAt: maybe })),
    outreach: z.array(
      z.object({
        ...{ at, means: text, specialist: known, person: known, organisation: known, phone: known, email: known, telegram: known },
        ...{ note: known, withdrawn: z.boolean() },
      }),
    ),
    tasks: z.array(z.object({ kind: text, text, createdAt: at, dueAt: at, doneAt: maybe, result: known, outcome: known })),
    /** colleagues who have come to know them */
    knownBy: z.array(z.object({ specialist: text, since: at })),
    /** calls and visits among them: `channel` says so */
    conversations: z.array(
      z.object({
        ...{ id: z.uuid(), channel: text, topic: known, department: text, specialist: known, status: text, openedAt: at, closedAt: maybe },
        /** how they found it, 1 to 5 */
        rating: z.int().nullable(),
        messages: z.array(message),
      }),
    ),
    /** deliveries to the company's systems about them, which hold ids only */
    webhooks: z.int(),
  })
  .meta({ ref: 'HeldOnContact' });

export type HeldOnContact = z.output<typeof heldShape>;

export const heldExample: HeldOnContact = {
  contact: '0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e55',
  exportedAt: '2026-03-02T09:00:00.000Z',
  company: 'Okno',
  people: [
    {
      ...{ id: '0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e55', name: 'Anna', language: 'en', email: 'anna@romashka.example', phone: null },
      ...{ siteId: 'user-31', telegramId: null, createdAt: '2026-03-01T09:00:00.000Z', ratingAskedAt: null },
    },
  ],
  addresses: [
    {
      ...{ channel: 'webchat', address: 'site:0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e55', name: null, username: null, source: null },
      ...{ from: '2026-03-01T09:00:00.000Z', until: null, proof: 'site-login', unreachableAt: null },
    },
  ],
  details: [],
  clients: [
    { id: '0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e56', name: 'Romashka', role: 'accountant', from: '2026-03-01T09:00:00.000Z', until: null },
  ],
  consents: [{ version: '2026-01', language: 'en', at: '2026-03-01T09:00:00.000Z' }],
  invites: [],
  joins: [],
  outreach: [],
  tasks: [],
  knownBy: [{ specialist: 'Olga', since: '2026-03-01T09:03:00.000Z' }],
  conversations: [
    {
      ...{ id: '0195f1c2-7d3e-7c4a-9f10-3f2b8a6d1e57', channel: 'webchat', topic: 'invoice', department: 'client', specialist: 'Olga' },
      ...{ status: 'closed', openedAt: '2026-03-01T09:00:00.000Z', closedAt: '2026-03-01T10:00:00.000Z', rating: 5 },
      messages: [
        { at: '2026-03-01T09:00:00.000Z', from: 'client', name: null, audience: 'client', text: 'Where is my invoice?' },
        { at: '2026-03-01T09:03:00.000Z', from: 'specialist', name: 'Olga', audience: 'client', text: 'It is on its way.' },
      ],
    },
  ],
  webhooks: 0,
};

const iso = (each: Date) => each.toISOString();

type Dated<Row> = { [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] extends Date | null ? string | null : Row[Key] };

/** The same row with its moments in ISO 8601. */
function dated<Row extends object>(row: Row): Dated<Row> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value instanceof Date ? iso(value) : value])) as Dated<Row>;
}

/** Makes the document of the rows; files get links that are good for a quarter of an hour. */
export async function showHeld(
  http: Pick<Http, 'keys' | 'now' | 'company'>,
  contact: string,
  held: Held,
  messages: readonly HeldMessage[],
): Promise<HeldOnContact> {
  const shown = new Map<string, HeldOnContact['conversations'][number]['messages'][number][]>();
  for (const each of messages) shown.set(each.conversation, [...(shown.get(each.conversation) ?? []), await showMessage(http, each)]);
  const { people, addresses, details, places, consents, invites, joins, outreaches, tasks, knownBy, conversations, webhooks } = held;
  return {
    contact,
    exportedAt: iso(http.now()),
    company: http.company().profile.name,
    people: people.map(dated),
    addresses: addresses.map(dated),
    details: details.map(dated),
    clients: places.map(({ client, ...each }) => ({ id: client, ...dated(each) })),
    consents: consents.map(dated),
    invites: invites.map(dated),
    joins: joins.map(dated),
    outreach: outreaches.map(dated),
    tasks: tasks.map(dated),
    knownBy: knownBy.map(dated),
    conversations: conversations.map(({ score, ...each }) => ({ ...dated(each), rating: score, messages: shown.get(each.id) ?? [] })),
    webhooks,
  };
}

async function showMessage(http: Pick<Http, 'keys' | 'now'>, row: HeldMessage) {
  const { text: words = null, attachments: _, ...rest } = row.body ?? {};
  const more = Object.fromEntries(Object.entries(rest).filter(([key]) => !['key', 'params', 'language', 'marks'].includes(key)));
  const reactions = (row.reactions ?? []).map(({ by, emoji }) => ({
    by: by === 'client' ? ('client' as const) : ('specialist' as const),
    emoji,
  }));
  return {
    at: iso(row.at),
    from: row.author,
    name: row.authorName,
    audience: row.audience,
    text: row.deletedAt === null ? words : null,
    ...(Object.keys(more).length > 0 && { more }),
    ...(await filesOf(http, row.body)),
    ...(reactions.length > 0 && { reactions }),
    ...(row.editedAt !== null && { editedAt: iso(row.editedAt) }),
    ...(row.deletedAt !== null && { deletedAt: iso(row.deletedAt) }),
  };
}
