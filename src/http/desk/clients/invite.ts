import { z } from 'zod';
import { createContact } from '../../../clients/create-contact.ts';
import { onRecord } from '../../../clients/recorded.ts';
import { addInvite } from '../../../db/clients/invites.ts';
import { languages } from '../../../domain/language.ts';
import { sha256 } from '../../../domain/sha256.ts';
import { session } from '../../access.ts';
import { randomToken } from '../../keys.ts';
import { name } from '../../name.ts';
import { operation } from '../../operation.ts';
import { shortText } from '../fields.ts';
import { languageOf } from '../language.ts';
import { sample } from '../named.ts';
import { client } from './client.ts';
import { clientTxOf } from './client-tx.ts';

const invite = z.strictObject({ name, role: shortText.optional(), language: z.enum(languages).optional() });

const invited = z.object({
  contact: z.uuid(),
  link: z.string(),
  /** the same way into the window through the bot; null while Telegram is off. Whichever is opened first counts */
  telegram: z.string().nullable(),
  expiresAt: z.iso.datetime(),
});

export type Invited = z.output<typeof invited>;

const example: Invited = {
  contact: sample.id(6),
  link: 'https://desk.example/?invite=c2VjcmV0',
  telegram: 'https://t.me/okno_bot?start=c2VjcmV0',
  expiresAt: '2026-04-01T09:15:00.000Z',
};

/** An invite for a new employee is good this long, ms: 90 days. */
const goodForMs = 90 * 86_400_000;

/** A personal way in for a new employee of a client (R6). */
export const inviteOperations = [
  operation({
    method: 'post',
    path: '/desk/api/clients/:id/invite',
    access: session('client.invite', client),
    tag: 'desk',
    summary: 'Invite a new employee of the client',
    description: 'A contact of the client, and a personal link into their window. The link is shown once.',
    body: { schema: invite.meta({ ref: 'Invite' }), example: { name: 'Olga Petrova', role: 'accountant' } },
    answer: { status: 201, words: 'Invited.', schema: invited.meta({ ref: 'Invited' }), example },
    async handle(http, { c, viewer, object, body: { name, role = null, language = languageOf(c, viewer) } }) {
      const token = randomToken();
      const tokenHash = await sha256(token);
      const createdAt = http.now();
      const expiresAt = new Date(createdAt.getTime() + goodForMs);
      const contact = await http.db.transaction(async (tx) => {
        const ctx = clientTxOf(http, viewer, tx);
        const addresses = { email: null, phone: null, siteId: null, telegramId: null };
        const id = await createContact(ctx, object.id, { name, role, language, ...addresses });
        await addInvite(tx, { tokenHash, contact: id, client: object.id, createdAt, expiresAt });
        await onRecord(ctx, 'contact.invited', { kind: 'contact', id }, { client: object.id });
        return id;
      });
      const origin = http.publicOrigin ?? new URL(c.req.url).origin;
      const bot = http.telegram?.username() ?? null;
      const telegram = bot === null ? null : `https://t.me/${bot}?start=${token}`;
      return { contact, link: `${origin}/?invite=${token}`, telegram, expiresAt: expiresAt.toISOString() };
    },
  }),
] as const;
