import { z } from 'zod';
import { adminToken } from '../access.ts';
import { HttpError } from '../errors.ts';
import { operation } from '../operation.ts';

const linkBody = z.strictObject({ email: z.string().max(254) }).meta({ ref: 'TerminalLinkWish' });

const invitesBody = z.strictObject({ again: z.boolean() }).meta({ ref: 'InvitesWish' });

const linkAnswer = z
  .object({ type: z.literal('linked'), name: z.string(), token: z.string(), hours: z.int() })
  .meta({ ref: 'TerminalLink' });

const invitesAnswer = z
  .object({
    invites: z.array(
      z.object({
        contactId: z.string(),
        client: z.string(),
        contact: z.string(),
        language: z.enum(['ru', 'en']),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        telegram: z.string().nullable(),
        token: z.string(),
        expiresAt: z.string(),
      }),
    ),
  })
  .meta({ ref: 'Invites' });

const linkExample = { type: 'linked' as const, name: 'Olga Frost', token: 'dG9rZW4', hours: 24 };

const invitesExample = { invites: [] };

/** Links that let people in: staff to the desk, contacts to their window. */
export const linkOperations = [
  operation({
    method: 'post',
    path: '/admin/v1/company/link',
    access: adminToken,
    tag: 'operation',
    summary: 'Make a one-time sign-in link',
    body: { schema: linkBody, example: { email: 'olga@acme.example' } },
    answer: { status: 200, words: 'Its token.', schema: linkAnswer, example: linkExample },
    errors: ['unknown-specialist'],
    async handle(_, { admin, body: { email } }) {
      const linked = await admin.verbs.link(email);
      if (linked.type !== 'linked') throw new HttpError('unknown-specialist', linked);
      return linked;
    },
  }),

  operation({
    method: 'post',
    path: '/admin/v1/company/invites',
    access: adminToken,
    tag: 'operation',
    summary: 'Make personal links for contacts',
    body: { schema: invitesBody, example: { again: false } },
    answer: { status: 200, words: 'The invites made now.', schema: invitesAnswer, example: invitesExample },
    handle: async (_, { admin, body: { again } }) => ({ invites: await admin.verbs.invites(again) }),
  }),
] as const;
