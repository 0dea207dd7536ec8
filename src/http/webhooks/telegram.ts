import { z } from 'zod';
import type { ReceiveUpdate } from '../../telegram/receive/receive-update.ts';
import { isSecret } from '../../telegram/webhook.ts';
import type { Access } from '../access.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';

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

/** Telegram, by the secret it was given with the webhook. What comes without it leaves no trace. */
const webhookSecret: Access<{ readonly telegram: TelegramDoor }> = {
  by: 'webhook-secret',
  errors: ['not-found', 'webhook-secret'],
  async admit({ telegram }, c) {
    if (telegram === undefined) throw new HttpError('not-found');
    if (!isSecret(telegram.secret, c.req.header('x-telegram-bot-api-secret-token') ?? '')) throw new HttpError('webhook-secret');
    return { telegram };
  },
};

/** Where Telegram calls. */
export const telegramOperations = [
  operation({
    method: 'post',
    path: '/telegram/webhook',
    access: webhookSecret,
    tag: 'telegram',
    summary: 'Take an update from Telegram',
    description:
      'Answers when everything in the update is stored; kinds nobody asked for are passed over. 503 makes Telegram send it again. 404 while there is no Telegram.',
    body: { schema: anyUpdate.meta({ ref: 'TelegramUpdate' }), example: { update_id: 10_000 }, most: maxUpdate },
    answer: { status: 200, words: 'Stored.', type: 'text/plain' },
    errors: ['overloaded', 'too-many-requests'],
    async handle(_, { c, telegram, body }) {
      await telegram.receive(body);
      return c.text('');
    },
  }),
] as const;
