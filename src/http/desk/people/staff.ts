import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { fullBudget } from '../../../domain/policy.ts';
import { reachOf } from '../../../people/access.ts';
import { changePerson, createPerson, leave, rehire } from '../../../people/administer.ts';
import { seePeople, seePerson } from '../../../people/see.ts';
import { issueLink } from '../../../people/sign-in.ts';
import { readBody, readQuery } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { randomToken, sha256 } from '../../keys.ts';
import { handOn } from '../conversations/hand-on.ts';
import { languageOf } from '../conversations/words.ts';
import { signedIn, signedInToChange } from './auth.ts';
import * as contract from './contract.ts';
import * as examples from './examples.ts';
import { granted } from './people-answer.ts';
import { memberOf } from './words.ts';

const read = { tag: 'desk', security: 'deskSession' } as const;
const change = { tag: 'desk', security: 'deskChange' } as const;
const inLanguage = { language: 'ru or en; before Accept-Language.' };
const body = ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type'] as const;
const signed = ['unauthorized', 'csrf', 'cross-site'] as const;
const about = [...body, ...signed, 'forbidden', 'unknown-person'] as const;
const stored = ['changed-meanwhile', 'email-taken', 'last-manager', 'unknown-deputy', 'department-needed', 'unknown-department'] as const;

const staffQuery = z.strictObject({
  department: z.string().max(64).optional(),
  left: z.enum(['true', 'false']).default('false'),
  language: z.string().max(35).optional(),
});

/** An id from an address; what is no id names nobody. */
export function idOf(c: Context, code: 'unknown-person' | 'unknown-absence'): string {
  const id = z.uuid().safeParse(c.req.param('id'));
  if (!id.success) throw new HttpError(code);
  return id.data;
}

/** Who works here, and what is said of them. */
export function peopleRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const member = { schema: contract.staffMember.meta({ ref: 'StaffMember' }), example: examples.member };
  const tell = async (c: Context, viewer: Awaited<ReturnType<typeof signedIn>>, id: string) => {
    const row = await seePerson(deps, viewer, id);
    if (row === null) throw new HttpError('unknown-person');
    return memberOf(row, { viewer, company: deps.company(), language: languageOf(c, viewer), now: deps.now() });
  };

  app.get(
    '/staff',
    describe({
      ...read,
      summary: 'The people one looks after, and oneself',
      query: { department: 'Only of this department.', left: 'true: leavers too.', ...inLanguage },
      answers: { 200: { words: 'By department and name.', schema: contract.staff.meta({ ref: 'Staff' }), example: examples.staff } },
      errors: ['invalid-request', 'unauthorized'],
    }),
    async (c) => {
      const viewer = await signedIn(deps, c);
      const { department = null, left } = readQuery(c, staffQuery);
      const rows = await seePeople(deps, viewer, { department, leavers: left === 'true' });
      const telling = { viewer, company: deps.company(), language: languageOf(c, viewer), now: deps.now() };
      return c.json({
        staff: rows.map((row) => memberOf(row, telling)),
        may: { create: reachOf(viewer, 'person.administer') === 'any' },
      });
    },
  );

  app.get(
    '/staff/:id',
    describe({
      ...read,
      summary: 'One person',
      query: inLanguage,
      answers: { 200: { words: 'The person.', ...member } },
      errors: ['unauthorized', 'unknown-person'],
    }),
    async (c) => c.json(await tell(c, await signedIn(deps, c), idOf(c, 'unknown-person'))),
  );

  app.post(
    '/staff',
    describe({
      ...change,
      summary: 'Add somebody',
      description: 'They sign in with a link that is made for them.',
      body: { schema: contract.newPerson.meta({ ref: 'NewPerson' }), example: examples.newPerson },
      answers: { 201: { words: 'The person.', ...member } },
      errors: [...body, ...signed, 'forbidden', 'email-taken', 'unknown-deputy', 'department-needed', 'unknown-department'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const { capacity, deputy, ...wish } = await readBody(c, contract.newPerson);
      const id = granted(await createPerson(deps, viewer, { ...wish, capacity: unitsOf(capacity), deputyId: deputy }));
      return c.json(await tell(c, viewer, id), 201);
    },
  );

  app.patch(
    '/staff/:id',
    describe({
      ...change,
      summary: 'Change what is said of somebody',
      description: 'Name, e-mail, role, department and Slack user are for directors and admins; the rest also for their head.',
      body: { schema: contract.personChange.meta({ ref: 'PersonChange' }), example: examples.personChange },
      answers: { 200: { words: 'The person as they are now.', ...member } },
      errors: [...about, ...stored, 'has-left'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const id = idOf(c, 'unknown-person');
      const { version, capacity, deputy, ...wish } = await readBody(c, contract.personChange);
      const units = capacity === undefined ? undefined : unitsOf(capacity);
      granted(await changePerson(deps, viewer, id, version, { ...wish, capacity: units, deputyId: deputy }));
      return c.json(await tell(c, viewer, id));
    },
  );

  app.post(
    '/staff/:id/leave',
    describe({
      ...change,
      summary: 'Somebody leaves the company',
      description: 'Sessions, links and PIN end at once, open streams too; conversations in their charge go back to their departments.',
      body: { schema: contract.versioned.meta({ ref: 'Versioned' }), example: { version: examples.version } },
      answers: { 200: { words: 'The person, who left.', ...member } },
      errors: [...about, ...stored, 'has-left'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const id = idOf(c, 'unknown-person');
      const { version } = await readBody(c, contract.versioned);
      granted(await leave(deps, viewer, id, version));
      await handOn(deps, viewer, id);
      return c.json(await tell(c, viewer, id));
    },
  );

  app.post(
    '/staff/:id/rehire',
    describe({
      ...change,
      summary: 'Somebody comes back',
      body: { schema: contract.rehire.meta({ ref: 'Rehire' }), example: examples.rehire },
      answers: { 200: { words: 'The person, who is back.', ...member } },
      errors: [...about, ...stored, 'not-left'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const id = idOf(c, 'unknown-person');
      const { version, ...to } = await readBody(c, contract.rehire);
      granted(await rehire(deps, viewer, id, version, to));
      return c.json(await tell(c, viewer, id));
    },
  );

  app.post(
    '/staff/:id/link',
    describe({
      ...change,
      summary: 'Make a one-time sign-in link',
      description: 'Shown once: only its hash is kept.',
      body: { schema: contract.linkWish.meta({ ref: 'LinkWish' }), example: { hours: 24 } },
      answers: { 201: { words: 'The link.', schema: contract.signInLink.meta({ ref: 'SignInLink' }), example: examples.link } },
      errors: [...about, 'has-left'],
    }),
    async (c) => {
      const viewer = await signedInToChange(deps, c);
      const id = idOf(c, 'unknown-person');
      const { hours } = await readBody(c, contract.linkWish);
      const token = randomToken();
      const expiresAt = granted(await issueLink(deps, viewer, id, { tokenHash: await sha256(token), hours }));
      const origin = deps.publicOrigin ?? new URL(c.req.url).origin;
      return c.json({ url: `${origin}/desk/sign-in?token=${token}`, expiresAt: expiresAt.toISOString() }, 201);
    },
  );

  return app;
}

function unitsOf(capacity: number): number {
  return Math.round(capacity * fullBudget);
}
