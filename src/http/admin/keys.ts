import { z } from 'zod';
import { scopes } from '../../domain/scope.ts';
import { adminToken } from '../access.ts';
import { keyVerbs } from '../api/key-verbs.ts';
import { operation } from '../operation.ts';

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
const example = { id, name: 'CRM', scopes: ['clients:read' as const], lastUsedAt: null, revokedAt: null };
/** The api-key command through a server that has the database to itself. */
export const adminKeyOperations = [
  operation({
    method: 'post',
    path: '/admin/v1/keys/create',
    access: adminToken,
    tag: 'operation',
    summary: 'Make a key of the API',
    body: { schema: wish.meta({ ref: 'KeyWish' }), example: { name: 'CRM', scopes: ['clients:read'], rateLimit: null } },
    answer: {
      status: 200,
      words: 'The key, with its secret for once.',
      schema: z.object({ id: z.uuid(), secret: z.string() }).meta({ ref: 'KeySecret' }),
      example: { id, secret: 'okno_s0cd…' },
    },
    handle: (http, { body }) => keyVerbs(http).create(body),
  }),

  operation({
    method: 'post',
    path: '/admin/v1/keys/list',
    access: adminToken,
    tag: 'operation',
    summary: 'Every key of the API there was',
    body: { schema: z.strictObject({}).meta({ ref: 'Nothing' }), example: {} },
    answer: {
      status: 200,
      words: 'Without their secrets.',
      schema: z.object({ keys: z.array(listed) }).meta({ ref: 'Keys' }),
      example: { keys: [example] },
    },
    handle: async (http) => ({ keys: await keyVerbs(http).list() }),
  }),

  operation({
    method: 'post',
    path: '/admin/v1/keys/revoke',
    access: adminToken,
    tag: 'operation',
    summary: 'Revoke a key of the API',
    body: { schema: named.meta({ ref: 'KeyNamed' }), example: { id } },
    answer: {
      status: 200,
      words: 'Whether there was one in force.',
      schema: z.object({ revoked: z.boolean() }).meta({ ref: 'KeyRevoked' }),
      example: { revoked: true },
    },
    handle: async (http, { body }) => ({ revoked: await keyVerbs(http).revoke(body.id) }),
  }),
] as const;
