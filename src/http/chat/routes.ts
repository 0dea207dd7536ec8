import { Hono } from 'hono';
import { z } from 'zod';
import { pageOfThread } from '../../db/conversations/thread.ts';
import { readBody, readQuery } from '../body.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { refused } from '../errors.ts';
import { withFiles } from '../files/claim.ts';
import { preferredLanguage } from '../language.ts';
import { chatHistory, chatSession, openSession, posted, postMessage, postSeen } from './contract.ts';
import { chatEvents } from './events.ts';
import * as examples from './examples.ts';
import { openChatSession } from './session.ts';
import { chatMessageOf, keyOf, threadOf, uploaderOf, webchat } from './thread.ts';
import { chatTokens } from './tokens.ts';
import { bearer } from './verified.ts';

const whole = z
  .string()
  .regex(/^-?\d{1,15}$/)
  .transform(Number);
const historyQuery = z
  .strictObject({ after: whole.optional(), before: whole.optional(), limit: whole.pipe(z.int().min(1).max(200)).optional() })
  .refine((each) => each.after === undefined || each.before === undefined, 'only one of after and before');

const tokenErrors = ['token-missing', 'token-invalid', 'token-expired'] as const;
const bodyErrors = ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type'] as const;

/** `/chat/v1`: the web chat's protocol. */
export function chatRoutes(deps: HttpDeps, stream: { opened(): void; closed(): void }): Hono<HttpEnv> {
  const tokens = chatTokens(deps.keys);
  const visitorOf = bearer(tokens, deps.now);
  const app = new Hono<HttpEnv>();

  app.post(
    '/session',
    describe({
      summary: 'Open or renew a session',
      description:
        'A stranger begins to exist with the first message. With `identity` or `invite` what this browser wrote before, by `renewal`, becomes part of the contact’s history. An `invite` that was used is as good as none.',
      tag: 'chat',
      body: { schema: openSession.meta({ ref: 'OpenSession' }), example: examples.openSession },
      answers: { 200: { words: 'The session.', schema: chatSession.meta({ ref: 'ChatSession' }), example: examples.session } },
      errors: [
        ...bodyErrors,
        'renewal-invalid',
        'renewal-expired',
        'identity-malformed',
        'identity-algorithm',
        'identity-signature',
        'identity-expired',
        'identity-too-long',
        'unknown-contact',
      ],
    }),
    async (c) =>
      c.json(await openChatSession(deps, tokens, await readBody(c, openSession), preferredLanguage(c.req.header('accept-language')))),
  );

  app.post(
    '/messages',
    describe({
      summary: 'Say something',
      description:
        'A text, files uploaded before, or both; or a choice tapped under a question. The same `id` again is a repeat and answers what the first one did.',
      tag: 'chat',
      security: 'chatToken',
      body: { schema: postMessage.meta({ ref: 'PostMessage' }), example: examples.postMessage },
      answers: {
        200: {
          words: 'A repeat of a message that is stored.',
          schema: posted.meta({ ref: 'Posted' }),
          example: { ...examples.posted, duplicate: true },
        },
        201: { words: 'Stored.', schema: posted.meta({ ref: 'Posted' }), example: examples.posted },
      },
      errors: [
        ...bodyErrors,
        ...tokenErrors,
        'consent-required',
        'unknown-file',
        'file-used',
        'stale-choice',
        'unknown-choice',
        'too-many-requests',
        'overloaded',
      ],
    }),
    async (c) => {
      const visitor = await visitorOf(c.req.header('authorization'));
      const { id, text, choice, files = [], consent = null } = await readBody(c, postMessage);
      const externalId = keyOf(visitor, id);
      const outcome = await withFiles(deps, { ids: files, by: uploaderOf(visitor), key: externalId }, (attachments) =>
        deps.submit({
          type: 'inbound',
          account: webchat,
          externalId,
          address: visitor.address,
          window: visitor.window,
          ...(visitor.contact === null ? {} : { contact: visitor.contact }),
          language: visitor.language,
          content: { text: text ?? '', ...(choice === undefined ? {} : { choice }), ...attachments },
          consent,
          occurredAt: deps.now(),
        }),
      );
      if (outcome.type === 'refused') throw refused(outcome.code);
      const { seq, at, duplicate } = outcome;
      return c.json({ seq: seq ?? 0, at: at.toISOString(), duplicate }, duplicate ? 200 : 201);
    },
  );

  app.get(
    '/messages',
    describe({
      summary: 'Read the history',
      description: 'Oldest first. Without `after` and `before`: the newest ones.',
      tag: 'chat',
      security: 'chatToken',
      query: { after: 'Only messages with a larger seq.', before: 'Only messages with a smaller seq.', limit: '1 to 200, 50 when absent.' },
      answers: {
        200: {
          words: 'A page; `more`: there are further ones in that direction.',
          schema: chatHistory.meta({ ref: 'ChatHistory' }),
          example: examples.history,
        },
      },
      errors: ['invalid-request', ...tokenErrors],
    }),
    async (c) => {
      const visitor = await visitorOf(c.req.header('authorization'));
      const { after, before, limit = 50 } = readQuery(c, historyQuery);
      const thread = await threadOf(deps, visitor);
      if (thread === null) return c.json({ messages: [], more: false, lastSeq: 0 });
      const side = after === undefined ? 'before' : 'after';
      const rows = await pageOfThread(deps.db, thread, side, after ?? before ?? thread.lastSeq + 1, limit + 1);
      const messages = await Promise.all(rows.slice(0, limit).map((row) => chatMessageOf(deps, row, visitor)));
      if (side === 'before') messages.reverse();
      return c.json({ messages, more: rows.length > limit, lastSeq: thread.lastSeq });
    },
  );

  app.get(
    '/events',
    describe({
      summary: 'Hear what is new',
      description:
        'Server-sent events: `message` (id = change number, data = ChatMessage; an edited one comes again with its old seq), `state` (data = ChatState) and `reset` (the window is another one now: forget the thread, what follows is the new one). A comment every 15 seconds. Without `Last-Event-ID` the newest 50 messages come first. Ends when the token expires.',
      tag: 'chat',
      security: 'chatToken',
      headers: { 'last-event-id': 'The newest event the client has: everything after it is sent.' },
      answers: { 200: { words: 'The stream.', type: 'text/event-stream' } },
      errors: [...tokenErrors, 'not-ready'],
    }),
    async (c) => {
      const visitor = await visitorOf(c.req.header('authorization'));
      const last = c.req.header('last-event-id');
      stream.opened();
      return chatEvents(c, deps, visitor, last !== undefined && /^\d{1,15}$/.test(last) ? Number(last) : null, stream.closed);
    },
  );

  app.post(
    '/seen',
    describe({
      summary: 'Tell what the screen has shown',
      tag: 'chat',
      security: 'chatToken',
      body: { schema: postSeen.meta({ ref: 'PostSeen' }), example: { seq: 12 } },
      answers: { 204: 'Noted.' },
      errors: [...bodyErrors, ...tokenErrors, 'too-many-requests', 'overloaded'],
    }),
    async (c) => {
      const visitor = await visitorOf(c.req.header('authorization'));
      const { seq } = await readBody(c, postSeen);
      // A screen that shows nothing stored yet has nothing to tell: no refusal is of interest to it.
      await deps.submit({ type: 'seen', account: webchat, address: visitor.address, seq });
      return c.body(null, 204);
    },
  );

  return app;
}
