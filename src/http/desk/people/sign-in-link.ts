import { z } from 'zod';
import { issueLink } from '../../../people/sign-in.ts';
import { session } from '../../access.ts';
import { randomToken, sha256 } from '../../keys.ts';
import { operation } from '../../operation.ts';
import { granted } from './granted.ts';
import { person } from './person.ts';

const linkWish = z.strictObject({
  hours: z.int().min(1).max(72).default(24),
  endsSessions: z.boolean().default(false).describe('Whoever uses it is signed out everywhere else.'),
});
const signInLink = z.object({ url: z.url(), expiresAt: z.iso.datetime() });

export type SignInLink = z.infer<typeof signInLink>;

/** A link for somebody else, by which they sign in. */
export const signInLinkOperations = [
  operation({
    method: 'post',
    path: '/desk/api/staff/:id/link',
    access: session('link.issue', person),
    tag: 'desk',
    summary: 'Make a one-time sign-in link',
    description: 'Shown once: only its hash is kept.',
    body: { schema: linkWish.meta({ ref: 'LinkWish' }), example: { hours: 24 } },
    answer: {
      status: 201,
      words: 'The link.',
      schema: signInLink.meta({ ref: 'SignInLink' }),
      example: { url: 'https://desk.example/desk/sign-in?token=Zm9yIHRoZSBleGFtcGxl', expiresAt: '2026-03-03T09:00:00.000Z' },
    },
    errors: ['has-left'],
    async handle(http, { c, viewer, object, body: { hours, endsSessions } }) {
      const token = randomToken();
      const expiresAt = granted(await issueLink(http, viewer, object, { tokenHash: await sha256(token), hours, endsSessions }));
      const origin = http.publicOrigin ?? new URL(c.req.url).origin;
      return { url: `${origin}/desk/sign-in?token=${token}`, expiresAt: expiresAt.toISOString() };
    },
  }),
] as const;
