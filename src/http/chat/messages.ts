import { z } from 'zod';
import { topicName, topicsOf } from '../../../flows/topics.ts';
import { pageOfThread } from '../../db/conversations/thread.ts';
import { maxFilesPerMessage, maxTextLength } from '../../domain/content.ts';
import type { Inbound } from '../../engine/submissions/submission.ts';
import { visitor } from '../access.ts';
import type { Http } from '../deps.ts';
import { refused } from '../errors.ts';
import { withFiles } from '../files/claim.ts';
import { operation, reply } from '../operation.ts';
import { count, wholeText } from '../whole.ts';
import { chatEvents } from './events.ts';
import { chatMessage, chatMessageOf } from './message.ts';
import { keyOf, threadOf, uploaderOf, vouchedFor, webchat } from './thread.ts';
import type { Visitor } from './tokens.ts';

/** A name a client gives: visible ASCII. */
export const shortId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/);

const postMessage = z
  .strictObject({
    /** made by the client, the idempotency key: the same id again is a repeat, and success */
    id: shortId,
    text: z.string().min(1).max(maxTextLength).optional(),
    choice: z.strictObject({ question: shortId, option: shortId }).optional(),
    /** seq of the message it answers */
    quote: z.int().optional(),
    /** tapped in the menu the state shows: the words are its label where none are written */
    topic: shortId.optional(),
    /** ids of files uploaded before by `POST /chat/v1/files`; with them the text may be left out */
    files: z.array(z.uuid()).max(maxFilesPerMessage).optional(),
    /** the version of the consent they have agreed to; owed while the session says so, 403 `consent-required` without it */
    consent: z.string().min(1).max(100).optional(),
  })
  .refine(
    ({ text, choice, topic, quote, files = [] }) =>
      choice === undefined
        ? text !== undefined || files.length > 0 || topic !== undefined
        : text === undefined && files.length === 0 && topic === undefined && quote === undefined,
    'a text, files, a topic or several of them, or else a choice',
  );

const posted = z.object({ seq: z.int(), at: z.iso.datetime(), duplicate: z.boolean() });

/** `GET /chat/v1/messages?after=0&limit=50` or `?before=120&limit=50`; oldest first; `more`: there are further ones in that direction. */
const chatHistory = z.object({ messages: z.array(chatMessage), more: z.boolean(), lastSeq: z.int() });

const postSeen = z.strictObject({ seq: count });

export type PostMessage = z.output<typeof postMessage>;
export type Posted = z.output<typeof posted>;
export type ChatHistory = z.output<typeof chatHistory>;

const postedExample = { seq: 12, at: '2026-03-02T09:15:00.000Z', duplicate: false };

const historyExample = {
  messages: [
    { seq: 12, id: 'b4f0c1d2', from: 'client' as const, text: 'Hello!', at: '2026-03-02T09:15:00.000Z', edited: false, deleted: false },
    {
      seq: 13,
      from: 'specialist' as const,
      name: 'Anna',
      text: 'Good morning!',
      at: '2026-03-02T09:16:00.000Z',
      edited: false,
      deleted: false,
    },
  ],
  more: false,
  lastSeq: 13,
};

const historyQuery = z
  .strictObject({
    after: wholeText.optional().describe('Only messages with a larger seq.'),
    before: wholeText.optional().describe('Only messages with a smaller seq.'),
    limit: wholeText.pipe(z.int().min(1).max(200)).optional().describe('1 to 200, 50 when absent.'),
  })
  .refine((each) => each.after === undefined || each.before === undefined, 'only one of after and before');

/** Writing and reading in the visitor's own window. */
export const messageOperations = [
  operation({
    method: 'post',
    path: '/chat/v1/messages',
    access: visitor,
    tag: 'chat',
    summary: 'Say something',
    description:
      'A text, files uploaded before, or both; or a choice tapped under a question. The same `id` again is a repeat and answers what the first one did.',
    body: {
      schema: postMessage.meta({ ref: 'PostMessage' }),
      example: { id: 'b4f0c1d2', text: 'Hello! Can two more people work in our account?' },
    },
    answer: { status: 201, words: 'Stored.', schema: posted.meta({ ref: 'Posted' }), example: postedExample },
    also: { 200: { words: 'A repeat of a message that is stored.', example: { ...postedExample, duplicate: true } } },
    errors: ['consent-required', 'unknown-file', 'file-used', 'stale-choice', 'unknown-choice', 'too-many-requests', 'overloaded'],
    async handle(http, { visitor, body }) {
      const { id, choice, files = [], consent = null } = body;
      const externalId = keyOf(visitor, id);
      const quoted = body.quote === undefined ? {} : await quoteOf(http, visitor, body.quote);
      const contact = vouchedFor(visitor);
      const outcome = await withFiles(http, { ids: files, by: uploaderOf(visitor), key: externalId }, (attachments) =>
        http.submit({
          type: 'inbound',
          account: webchat,
          externalId,
          address: visitor.address,
          window: visitor.window,
          ...(contact === null ? {} : { contact }),
          language: visitor.language,
          content: { text: wordsOf(http, visitor, body), ...(choice === undefined ? {} : { choice }), ...attachments },
          consent,
          ...(body.topic === undefined ? {} : { topic: body.topic }),
          ...quoted,
          occurredAt: http.now(),
        }),
      );
      if (outcome.type === 'refused') throw refused(outcome.code);
      const { seq, at, duplicate } = outcome;
      return reply({ seq: seq ?? 0, at: at.toISOString(), duplicate }, { status: duplicate ? 200 : 201 });
    },
  }),

  operation({
    method: 'get',
    path: '/chat/v1/messages',
    access: visitor,
    tag: 'chat',
    summary: 'Read the history',
    description: 'Oldest first. Without `after` and `before`: the newest ones.',
    query: historyQuery,
    answer: {
      status: 200,
      words: 'A page; `more`: there are further ones in that direction.',
      schema: chatHistory.meta({ ref: 'ChatHistory' }),
      example: historyExample,
    },
    async handle(http, { visitor, query: { after, before, limit = 50 } }) {
      const thread = await threadOf(http, visitor);
      if (thread === null) return { messages: [], more: false, lastSeq: 0 };
      const side = after === undefined ? 'before' : 'after';
      const rows = await pageOfThread(http.db, thread, side, after ?? before ?? thread.lastSeq + 1, limit + 1);
      const messages = await Promise.all(rows.slice(0, limit).map((row) => chatMessageOf(http, row, visitor)));
      if (side === 'before') messages.reverse();
      return { messages, more: rows.length > limit, lastSeq: thread.lastSeq };
    },
  }),

  operation({
    method: 'get',
    path: '/chat/v1/events',
    access: visitor,
    tag: 'chat',
    summary: 'Hear what is new',
    description:
      'Server-sent events: `message` (id = change number, data = ChatMessage; an edited one comes again with its old seq), `state` (data = ChatState) and `reset` (the window is another one now: forget the thread, what follows is the new one). A comment every 15 seconds. Without `Last-Event-ID` the newest 50 messages come first. Ends when the token expires.',
    headers: { 'last-event-id': 'The newest event the client has: everything after it is sent.' },
    answer: { status: 200, words: 'The stream.', type: 'text/event-stream' },
    errors: ['not-ready'],
    handle(http, { c, visitor }) {
      const last = c.req.header('last-event-id');
      http.streams.chat.opened();
      return chatEvents(c, http, visitor, wholeText.safeParse(last).data ?? null, http.streams.chat.closed);
    },
  }),

  operation({
    method: 'post',
    path: '/chat/v1/seen',
    access: visitor,
    tag: 'chat',
    summary: 'Tell what the screen has shown',
    body: { schema: postSeen.meta({ ref: 'PostSeen' }), example: { seq: 12 } },
    answer: { status: 204, words: 'Noted.' },
    errors: ['too-many-requests', 'overloaded'],
    async handle(http, { c, visitor, body: { seq } }) {
      // A screen that shows nothing stored yet has nothing to tell: no refusal is of interest to it.
      await http.submit({ type: 'seen', account: webchat, address: visitor.address, seq });
      return c.body(null, 204);
    },
  }),
] as const;

/** What is said with it; a topic that is tapped without words says its name. */
function wordsOf({ company }: Http, { language }: Visitor, { text, topic }: PostMessage): string {
  return text ?? (topic === undefined ? '' : topicName(topicsOf(company().policy.data), topic, language));
}

/** What a message answers: by its number where it stands in the window that is written in, else by its words. */
async function quoteOf(http: Http, visitor: Visitor, quote: number): Promise<Pick<Inbound, 'quoteSeq' | 'quoted'>> {
  if (quote > 0) return { quoteSeq: quote };
  const thread = await threadOf(http, visitor);
  const [row] = thread === null ? [] : await pageOfThread(http.db, thread, 'before', quote + 1, 1);
  if (row?.seq !== quote || row.body === null || row.deleted_at !== null) return {};
  return { quoted: { text: row.body.text, ...(row.name === null ? {} : { name: row.name }) } };
}
