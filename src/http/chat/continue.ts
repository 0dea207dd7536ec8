import { z } from 'zod';
import { addContinuation } from '../../db/clients/invites.ts';
import { visitor } from '../access.ts';
import { HttpError } from '../errors.ts';
import { randomToken, sha256 } from '../keys.ts';
import { operation } from '../operation.ts';
import { threadOf } from './thread.ts';

/** Where the conversation goes on; without an end where there is nothing to take along. */
const continuation = z.object({ url: z.string(), expiresAt: z.iso.datetime().nullable() });

export type Continuation = z.output<typeof continuation>;

const goodForMs = 15 * 60_000;

/** From the web chat to Telegram, with everything said so far. */
export const continueOperations = [
  operation({
    method: 'post',
    path: '/chat/v1/continue',
    access: visitor,
    tag: 'chat',
    summary: 'Go on in Telegram',
    description:
      'A link to the bot by which whoever opens it first goes on with this conversation, for 15 minutes; the one given before ends. For who has written nothing yet it is the bot’s address, and has no end.',
    answer: {
      status: 200,
      words: 'The link.',
      schema: continuation.meta({ ref: 'Continuation' }),
      example: { url: 'https://t.me/okno_bot?start=c2VjcmV0', expiresAt: '2026-03-02T09:15:00.000Z' },
    },
    errors: ['telegram-off'],
    async handle(http, { visitor }) {
      const bot = http.telegram?.username() ?? null;
      if (bot === null) throw new HttpError('telegram-off');
      const url = `https://t.me/${bot}`;
      const contact = visitor.contact ?? (await threadOf(http, visitor))?.contact ?? null;
      if (contact === null) return { url, expiresAt: null };
      const token = randomToken();
      const createdAt = http.now();
      const expiresAt = new Date(createdAt.getTime() + goodForMs);
      await addContinuation(http.db, { tokenHash: await sha256(token), contact, createdAt, expiresAt });
      return { url: `${url}?start=${token}`, expiresAt: expiresAt.toISOString() };
    },
  }),
] as const;
