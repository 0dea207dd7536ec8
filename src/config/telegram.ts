import { z } from 'zod';
import { isAddress, setting } from './setting.ts';

/** How Telegram is reached. */
export const telegramSettings = {
  telegramToken: setting({
    env: 'TELEGRAM_BOT_TOKEN',
    doc: 'Token of the Telegram bot, from BotFather. With `PUBLIC_URL` Telegram calls `/telegram/webhook`; without it the server asks Telegram (long polling).',
    expected: 'a token such as 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11',
    schema: z
      .string()
      .regex(/^\d+:[A-Za-z0-9_-]+$/)
      .optional(),
    default: 'no Telegram',
  }),
  telegramWebhookSecret: setting({
    env: 'TELEGRAM_WEBHOOK_SECRET',
    doc: 'What Telegram shows with every call of the webhook.',
    expected: '1 to 256 letters, digits, `_` and `-`',
    schema: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,256}$/)
      .optional(),
    default: 'derived from `OKNO_SECRET`',
  }),
  telegramApiRoot: setting({
    env: 'TELEGRAM_API_ROOT',
    doc: "Another Bot API server than Telegram's own.",
    expected: 'an http or https address',
    schema: z.string().refine(isAddress).default('https://api.telegram.org'),
    default: 'https://api.telegram.org',
  }),
} as const;
