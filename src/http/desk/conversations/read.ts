import { Hono } from 'hono';
import { z } from 'zod';
import { type CardRow, countConversations, type Filter, findConversation, listConversations } from '../../../db/conversations/list.ts';
import { partOf } from '../../../db/conversations/match.ts';
import { type DeskRow, deskMessagesBefore, deskMessagesChanged } from '../../../db/conversations/messages.ts';
import { threadOfContact } from '../../../db/conversations/thread.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { countViolations } from '../../../db/reports/violations.ts';
import { countTasks } from '../../../db/work/tasks.ts';
import { sizeClasses } from '../../../domain/client.ts';
import { searchQuery } from '../../../domain/search-words.ts';
import { readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { csrfOf, signedIn } from '../people/auth.ts';
import { peopleOf } from '../people/colleagues.ts';
import { looked } from '../work/query.ts';
import { cardOf } from './card.ts';
import * as contract from './contract.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { deskEvents } from './events.ts';
import * as examples from './examples.ts';
import { deskMessageOf, languageOf, rowInWords } from './words.ts';

const whole = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
const limit = whole.pipe(z.int().min(1).max(100)).default(50);
const language = z.string().max(35).optional();

const listQuery = z.strictObject({
  view: z.enum(['mine', 'queue', 'all']).default('mine'),
  status: z.enum(['open', 'resolved', 'closed', 'any']).default('open'),
  cursor: z.string().max(1024).optional(),
  q: looked.optional(),
  department: z.string().max(64).optional(),
  specialist: z.union([z.uuid(), z.literal('none')]).optional(),
  channel: z.string().max(64).optional(),
  size: z.enum(sizeClasses).optional(),
  waiting: z.literal('yes').optional(),
  limit,
  language,
});
const messagesQuery = z
  .strictObject({ after: whole.optional(), before: whole.optional(), limit, language })
  .refine((each) => (each.after === undefined) !== (each.before === undefined), 'exactly one of after and before');

/** So long a late answer waits for a word of its person, ms: two weeks. */
const freshMs = 14 * 24 * 3600 * 1000;

/** Messages a conversation is opened with. */
const firstPage = 50;

/** A conversation this viewer may see, else 404: whether it exists is not told. */
export async function visibleConversation(deps: HttpDeps, viewer: Viewer, id: string | undefined): Promise<CardRow> {
  const row = z.uuid().safeParse(id).success ? await findConversation(deps.db, viewer, String(id)) : null;
  if (row === null) throw new HttpError('unknown-conversation');
  return row;
}

/** Words that are none find by the part of a name only. */
function filterOf({ q, department, specialist, channel, size, waiting }: Partial<z.output<typeof listQuery>>): Filter {
  return {
    department: department ?? null,
    specialist: specialist ?? null,
    channel: channel ?? null,
    size: size ?? null,
    waiting: waiting !== undefined,
    words: q === undefined ? null : { query: searchQuery(q) ?? '', part: partOf(q) },
  };
}

function messagesOf(deps: HttpDeps, rows: readonly DeskRow[]) {
  return Promise.all(rows.map((row) => deskMessageOf(deps, row)));
}

/** What the desk reads. */
export function readRoutes(deps: HttpDeps, stream: { opened(): void; closed(): void }): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const read = { tag: 'desk', security: 'deskSession' } as const;
  const inLanguage = { language: 'ru or en; before Accept-Language.' };

  app.get(
    '/me',
    describe({
      ...read,
      summary: 'Who is signed in',
      query: inLanguage,
      answers: {
        200: { words: 'The specialist, and the token for changes.', schema: contract.me.meta({ ref: 'Me' }), example: examples.me },
      },
      errors: ['unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { id, name, email, role, department } = viewer;
      return c.json({
        specialist: { id, name, email, role, department },
        csrf: await csrfOf(deps, viewer.session),
        language: languageOf(c, viewer),
      });
    },
  );

  app.get(
    '/people',
    describe({
      ...read,
      summary: 'Whom a conversation can be transferred to',
      query: inLanguage,
      answers: { 200: { words: 'The staff by department.', schema: contract.people.meta({ ref: 'People' }), example: examples.people } },
      errors: ['unauthorized'],
    }),
    async (c) => c.json(await peopleOf(deps, languageOf(c, await signedIn(deps, c)))),
  );

  app.get(
    '/conversations',
    describe({
      ...read,
      summary: 'List conversations',
      description: 'mine: those waiting on us first, longest first; queue: oldest first; all: newest message first.',
      query: {
        view: 'mine (default), queue or all.',
        status: 'open (default), resolved, closed or any.',
        q: 'Words of a message, or a part of the name of the client or contact.',
        department: 'Its key.',
        specialist: 'The id of the person in charge; none: nobody is.',
        channel: 'webchat, call, …',
        size: 'Of the client: private, small, medium, large or key.',
        waiting: 'yes: only those who wait for us.',
        cursor: '`nextCursor` of the page before.',
        limit: '1 to 100, 50 when absent.',
        ...inLanguage,
      },
      answers: { 200: { words: 'A page.', schema: contract.conversationList.meta({ ref: 'ConversationList' }), example: examples.list } },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { view, status, cursor, limit, language: _, ...narrowing } = readQuery(c, listQuery);
      const filter = filterOf(narrowing);
      const list = JSON.stringify([view, status, filter]);
      const after = cursor === undefined ? null : readCursor(list, cursor);
      const [rows, counts, tasks, violations] = await Promise.all([
        listConversations(deps.db, viewer, { view, status, filter, after, limit: limit + 1 }),
        countConversations(deps.db, viewer),
        countTasks(deps.db, viewer, deps.now()),
        countViolations(deps.db, viewer.id, new Date(deps.now().getTime() - freshMs)),
      ]);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        conversations: page.map((row) => rowInWords(row, languageOf(c, viewer))),
        nextCursor: rows.length > limit && last !== undefined ? writeCursor(list, last) : null,
        counts: { ...counts, tasks: tasks.mine, violations },
      });
    },
  );

  app.get(
    '/conversations/:id',
    describe({
      ...read,
      summary: 'Open a conversation',
      description: 'The card, and the newest 50 messages of the contact, oldest first.',
      query: inLanguage,
      answers: {
        200: { words: 'The conversation.', schema: contract.conversationView.meta({ ref: 'ConversationView' }), example: examples.view },
      },
      errors: ['unauthorized', 'unknown-conversation'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const row = await visibleConversation(deps, viewer, c.req.param('id'));
      const thread = await threadOfContact(deps.db, row.contact_id);
      const messages = thread === null ? [] : await deskMessagesBefore(deps.db, thread, thread.lastSeq + 1, firstPage + 1);
      const conversation = await cardOf(deps, viewer, row, languageOf(c, viewer));
      return c.json({
        conversation,
        messages: (await messagesOf(deps, messages.slice(0, firstPage))).reverse(),
        more: messages.length > firstPage,
      });
    },
  );

  app.get(
    '/conversations/:id/messages',
    describe({
      ...read,
      summary: 'Read on in the thread',
      query: {
        after: 'A change number: what changed since, in order of change.',
        before: 'A seq: older messages, oldest first.',
        limit: '1 to 100, 50 when absent.',
        ...inLanguage,
      },
      answers: { 200: { words: 'A page.', schema: contract.deskMessages.meta({ ref: 'DeskMessages' }), example: examples.messages } },
      errors: ['invalid-request', 'unauthorized', 'unknown-conversation'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { after, before, limit } = readQuery(c, messagesQuery);
      const row = await visibleConversation(deps, viewer, c.req.param('id'));
      const thread = await threadOfContact(deps.db, row.contact_id);
      if (thread === null) return c.json({ messages: [], more: false });
      const rows =
        after === undefined
          ? await deskMessagesBefore(deps.db, thread, before ?? 0, limit + 1)
          : await deskMessagesChanged(deps.db, thread, after, limit + 1);
      const messages = await messagesOf(deps, rows.slice(0, limit));
      if (after === undefined) messages.reverse();
      return c.json({ messages, more: rows.length > limit });
    },
  );

  app.get(
    '/events',
    describe({
      ...read,
      summary: 'Hear what changes',
      description:
        'Server-sent hints: `hello` on connect (read everything again), `changed` with { conversation, version }, `company` when people, availability or departments changed. A comment every 15 seconds.',
      answers: { 200: { words: 'The stream.', type: 'text/event-stream' } },
      errors: ['unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      stream.opened();
      return deskEvents(c, deps, viewer, stream.closed);
    },
  );

  return app;
}
