import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type KeyRow, listKeys, revokeKey } from '../../../db/api/keys.ts';
import type { Queries } from '../../../db/db.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addAudit } from '../../../db/reports/audit.ts';
import { scopes } from '../../../domain/scope.ts';
import { reachOf } from '../../../people/access.ts';
import { usualLimit } from '../../api/caller.ts';
import { makeKey } from '../../api/secret.ts';
import { readBody } from '../../body.ts';
import type { HttpDeps, HttpEnv } from '../../deps.ts';
import { describe } from '../../describe-old.ts';
import { HttpError } from '../../errors.ts';
import { signedIn, signedInToChange } from './auth.ts';

const shown = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  requestsPerMinute: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.uuid().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

const wanted = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
  requestsPerMinute: z.int().min(1).max(100_000).optional(),
});

const example = {
  id: '01970a3e-1c00-7000-8000-000000000009',
  name: 'CRM',
  scopes: ['clients:read', 'clients:write'],
  requestsPerMinute: usualLimit,
  createdAt: '2026-03-02T09:00:00.000Z',
  createdBy: null,
  lastUsedAt: null,
  revokedAt: null,
};

const changing = ['unauthorized', 'csrf', 'cross-site', 'forbidden'] as const;

/** Keys of the company's systems, looked after by those who run the desk. */
export function keyRoutes(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const { db, newId, now } = deps;

  app.get(
    '/keys',
    describe({
      summary: 'List the keys of the API',
      tag: 'desk',
      security: 'deskSession',
      answers: {
        200: {
          words: 'Every key there was, without its secret.',
          schema: z.object({ keys: z.array(shown) }).meta({ ref: 'ApiKeys' }),
          example: { keys: [example] },
        },
      },
      errors: ['unauthorized', 'forbidden'],
    }),
    async (c) => {
      permit(await signedIn(deps, c));
      return c.json({ keys: (await listKeys(db)).map(show) });
    },
  );

  app.post(
    '/keys',
    describe({
      summary: 'Make a key for a system of the company',
      tag: 'desk',
      security: 'deskChange',
      body: { schema: wanted.meta({ ref: 'NewApiKey' }), example: { name: 'CRM', scopes: ['clients:read', 'clients:write'] } },
      answers: {
        201: {
          words: 'The key. Its secret is told here and never again.',
          schema: shown.extend({ secret: z.string() }).meta({ ref: 'MadeApiKey' }),
          example: { ...example, secret: 'okno_s0cd…' },
        },
      },
      errors: ['bad-json', 'invalid-request', 'too-large', 'unsupported-media-type', ...changing],
    }),
    async (c) => {
      const viewer = permit(await signedInToChange(deps, c));
      const { name, scopes: allowed, requestsPerMinute } = await readBody(c, wanted);
      const random = crypto.getRandomValues(new Uint8Array(32));
      const made = await db.transaction(async (tx) => {
        const key = { name, scopes: allowed, rateLimit: requestsPerMinute ?? null, createdBy: viewer.id };
        const { id, secret } = await makeKey(tx, newId, now(), random, key);
        await record(tx, viewer, 'key.created', id);
        return { ...(await listKeys(tx)).filter((each) => each.id === id).map(show)[0], secret };
      });
      return c.json(made, 201);
    },
  );

  app.delete(
    '/keys/:id',
    describe({
      summary: 'Revoke a key at once',
      tag: 'desk',
      security: 'deskChange',
      answers: { 204: 'It opens nothing any more.' },
      errors: [...changing, 'unknown-key'],
    }),
    async (c: Context<HttpEnv>) => {
      const viewer = permit(await signedInToChange(deps, c));
      const id = z.uuid().safeParse(c.req.param('id'));
      if (!id.success) throw new HttpError('unknown-key');
      await db.transaction(async (tx) => {
        if (!(await revokeKey(tx, id.data, now()))) throw new HttpError('unknown-key');
        await record(tx, viewer, 'key.revoked', id.data);
      });
      return c.body(null, 204);
    },
  );

  function record(tx: Queries, viewer: Viewer, action: string, key: string): Promise<void> {
    const by = { actorKind: 'specialist', actorId: viewer.id } as const;
    return addAudit(tx, { id: newId<'audit'>(), at: now(), ...by, action, objectKind: 'api-key', objectId: key, data: null });
  }

  return app;
}

function permit(viewer: Viewer): Viewer {
  if (reachOf(viewer, 'keys.manage') !== 'any') throw new HttpError('forbidden');
  return viewer;
}

function show({ rateLimit, createdAt, lastUsedAt, revokedAt, ...row }: KeyRow): z.output<typeof shown> {
  return {
    id: row.id,
    name: row.name,
    scopes: [...row.scopes],
    requestsPerMinute: rateLimit ?? usualLimit,
    createdAt: createdAt.toISOString(),
    createdBy: row.createdBy,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  };
}
