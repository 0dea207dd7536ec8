import { Hono } from 'hono';
import { z } from 'zod';
import type { ReceiveUpdate } from '../../telegram/receive/receive-update.ts';
import { isSecret } from '../../telegram/webhook.ts';
import { readBody } from '../body.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { HttpError } from '../errors.ts';

/** What HTTP needs of Telegram. */
export interface TelegramDoor {
  readonly secret: string;
  readonly receive: ReceiveUpdate;
  /** the bot's name, for links to it; null before Telegram has told it */
  readonly username: () => string | null;
}

/** Telegram's own updates are far smaller. */
const maxUpdate = 1024 * 1024;
const anyUpdate = z.looseObject({ update_id: z.int() });

/** Where Telegram calls. What comes without the secret leaves no trace. */
export function telegramRoutes({ telegram }: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.post(
    '/webhook',
    describe({
      summary: 'Take an update from Telegram',
      description:
        'Answers when everything in the update is stored; kinds nobody asked for are passed over. 503 makes Telegram send it again. 404 while there is no Telegram.',
      tag: 'telegram',
      security: 'telegramSecret',
      body: { schema: anyUpdate.meta({ ref: 'TelegramUpdate' }), example: { update_id: 10_000 } },
      answers: { 200: { words: 'Stored.', type: 'text/plain' } },
      errors: [
        'not-found',
        'webhook-secret',
        'bad-json',
        'invalid-request',
        'too-large',
        'unsupported-media-type',
        'overloaded',
        'too-many-requests',
      ],
    }),
    async (c) => {
      if (telegram === undefined) throw new HttpError('not-found');
      const given = c.req.header('x-telegram-bot-api-secret-token') ?? '';
      if (!isSecret(telegram.secret, given)) throw new HttpError('webhook-secret');
      await telegram.receive(await readBody(c, anyUpdate, maxUpdate));
      return c.text('');
    },
  );
  return app;
}
