import { Hono } from 'hono';
import { z } from 'zod';
import { scopes } from '../../domain/scope.ts';
import { keyVerbs } from '../api/key-verbs.ts';
import { readBody } from '../body.ts';
import type { HttpDeps, HttpEnv } from '../deps.ts';
import { describe } from '../describe-old.ts';
import { permit } from './permit.ts';

const wish = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(scopes)).min(1),
  rateLimit: z.int().min(1).max(100_000).nullable(),
});
const named = z.strictObject({ id: z.uuid() });
const listed = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

const id = '01970a3e-1c00-7000-8000-000000000009';
const example = { id, name: 'CRM', scopes: ['clients:read'], lastUsedAt: null, revokedAt: null };
const operation = { tag: 'operation', security: 'adminToken' } as const;
const errors = [
  'bad-json',
  'invalid-request',
  'unsupported-media-type',
  'too-large',
  'token-missing',
  'token-invalid',
  'not-found',
] as const;

/** The api-key command through a server that has the database to itself. */
export function adminKeyRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const verbs = keyVerbs(deps);

  app.post(
    '/create',
    describe({
      ...operation,
      summary: 'Make a key of the API',
      body: { schema: wish.meta({ ref: 'KeyWish' }), example: { name: 'CRM', scopes: ['clients:read'], rateLimit: null } },
      answers: {
        200: {
          words: 'The key, with its secret for once.',
          schema: z.object({ id: z.uuid(), secret: z.string() }).meta({ ref: 'KeySecret' }),
          example: { id, secret: 'okno_s0cd…' },
        },
      },
      errors,
    }),
    async (c) => {
      await permit(deps.admin, c);
      return c.json(await verbs.create(await readBody(c, wish)));
    },
  );
  app.post(
    '/list',
    describe({
      ...operation,
      summary: 'Every key of the API there was',
      body: { schema: z.strictObject({}).meta({ ref: 'Nothing' }), example: {} },
      answers: {
        200: {
          words: 'Without their secrets.',
          schema: z.object({ keys: z.array(listed) }).meta({ ref: 'Keys' }),
          example: { keys: [example] },
        },
      },
      errors,
    }),
    async (c) => {
      await permit(deps.admin, c);
      return c.json({ keys: await verbs.list() });
    },
  );
  app.post(
    '/revoke',
    describe({
      ...operation,
      summary: 'Revoke a key of the API',
      body: { schema: named.meta({ ref: 'KeyNamed' }), example: { id } },
      answers: {
        200: {
          words: 'Whether there was one in force.',
          schema: z.object({ revoked: z.boolean() }).meta({ ref: 'KeyRevoked' }),
          example: { revoked: true },
        },
      },
      errors,
    }),
    async (c) => {
      await permit(deps.admin, c);
      return c.json({ revoked: await verbs.revoke((await readBody(c, named)).id) });
    },
  );
  return app;
}
