import { Hono } from 'hono';
import { type ContactDetail, detailOf } from '../../domain/contact-detail.ts';
import type { ConversationId } from '../../domain/ids.ts';
import { readBody } from '../body.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError, refused } from '../errors.ts';
import { type PostContact, postContact, postRating } from './contract.ts';
import * as examples from './examples.ts';
import { webchat } from './thread.ts';
import { chatTokens } from './tokens.ts';
import { bearer } from './verified.ts';

const tokenErrors = ['token-missing', 'token-invalid', 'token-expired'] as const;
const bodyErrors = ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type'] as const;

/** A visitor's answers: to the offer to be reached elsewhere (R31), and to how it was (R23). */
export function chatContactRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const visitorOf = bearer(chatTokens(deps.keys), deps.now);
  const app = new Hono<HttpEnv>();

  app.post(
    '/contact',
    describe({
      summary: 'Answer the offer to be reached elsewhere',
      description:
        'A phone number, an e-mail or a Telegram name by which the desk may reach them should they leave, or `skip`. It proves nothing.',
      tag: 'chat',
      security: 'chatToken',
      body: { schema: postContact.meta({ ref: 'PostContact' }), example: examples.postContact },
      answers: { 204: 'Noted.' },
      errors: [...bodyErrors, ...tokenErrors, 'unknown-conversation', 'unknown-detail', 'too-many-requests', 'overloaded'],
    }),
    async (c) => {
      const { address } = await visitorOf(c.req.header('authorization'));
      const detail = detailIn(await readBody(c, postContact));
      const outcome = await deps.submit({ type: 'offer-answer', account: webchat, address, detail });
      if (outcome.type === 'refused') throw refused(outcome.code);
      return c.body(null, 204);
    },
  );

  app.post(
    '/rating',
    describe({
      summary: 'Rate a conversation',
      description: 'From 1 to 5, once a message asks for it (`rate`); the last word counts.',
      tag: 'chat',
      security: 'chatToken',
      body: { schema: postRating.meta({ ref: 'PostRating' }), example: { conversation: '0198a1f2-0000-7000-8000-000000000010', score: 5 } },
      answers: { 204: 'Noted.' },
      errors: [...bodyErrors, ...tokenErrors, 'unknown-conversation', 'too-many-requests', 'overloaded'],
    }),
    async (c) => {
      const { address } = await visitorOf(c.req.header('authorization'));
      const { conversation, score } = await readBody(c, postRating);
      const outcome = await deps.submit({ type: 'rating', account: webchat, address, conversation: conversation as ConversationId, score });
      if (outcome.type === 'refused') throw refused(outcome.code);
      return c.body(null, 204);
    },
  );

  return app;
}

function detailIn(body: PostContact): ContactDetail | null {
  if ('skip' in body) return null;
  const detail = detailOf(body.kind, body.value);
  if (detail === null) throw new HttpError('unknown-detail');
  return detail;
}
