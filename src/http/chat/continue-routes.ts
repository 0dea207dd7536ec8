import { Hono } from 'hono';
import { addContinuation } from '../../db/clients/invites.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError } from '../errors.ts';
import { randomToken, sha256 } from '../keys.ts';
import { continuation } from './contract.ts';
import * as examples from './examples.ts';
import { threadOf } from './thread.ts';
import { chatTokens } from './tokens.ts';
import { bearer } from './verified.ts';

const goodForMs = 15 * 60_000;

/** From the web chat to Telegram, with everything said so far. */
export function chatContinueRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const visitorOf = bearer(chatTokens(deps.keys), deps.now);
  const app = new Hono<HttpEnv>();
  app.post(
    '/continue',
    describe({
      summary: 'Go on in Telegram',
      description:
        'A link to the bot by which whoever opens it first goes on with this conversation, for 15 minutes; the one given before ends. For who has written nothing yet it is the bot’s address, and has no end.',
      tag: 'chat',
      security: 'chatToken',
      answers: { 200: { words: 'The link.', schema: continuation.meta({ ref: 'Continuation' }), example: examples.continuation } },
      errors: ['token-missing', 'token-invalid', 'token-expired', 'telegram-off'],
    }),
    async (c) => {
      const visitor = await visitorOf(c.req.header('authorization'));
      const bot = deps.telegram?.username() ?? null;
      if (bot === null) throw new HttpError('telegram-off');
      const url = `https://t.me/${bot}`;
      const contact = visitor.contact ?? (await threadOf(deps, visitor))?.contact ?? null;
      if (contact === null) return c.json({ url, expiresAt: null });
      const token = randomToken();
      const createdAt = deps.now();
      const expiresAt = new Date(createdAt.getTime() + goodForMs);
      await addContinuation(deps.db, { tokenHash: await sha256(token), contact, createdAt, expiresAt });
      return c.json({ url: `${url}?start=${token}`, expiresAt: expiresAt.toISOString() });
    },
  );
  return app;
}
