import { z } from 'zod';
import { type KeyRow, listKeys, revokeKey } from '../../../db/api/keys.ts';
import type { Queries } from '../../../db/db.ts';
import type { Viewer } from '../../../db/people/sign-in.ts';
import { addAudit } from '../../../db/reports/audit.ts';
import { scopes } from '../../../domain/scope.ts';
import { mayGrant } from '../../../people/access.ts';
import { session } from '../../access.ts';
import { usualLimit } from '../../api/caller.ts';
import { makeKey } from '../../api/secret.ts';
import type { Http } from '../../deps.ts';
import { HttpError } from '../../errors.ts';
import { operation } from '../../operation.ts';

const shownKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  requestsPerMinute: z.int(),
  createdAt: z.iso.datetime(),
  createdBy: z.uuid().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});

const newKey = z.strictObject({
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
} as const;

/** Keys of the company's systems, looked after by those who run the desk. */
export const keyOperations = [
  operation({
    method: 'get',
    path: '/desk/api/keys',
    access: session('keys.manage'),
    tag: 'desk',
    summary: 'List the keys of the API',
    answer: {
      status: 200,
      words: 'Every key there was, without its secret.',
      schema: z
        .object({ keys: z.array(shownKey), grantable: z.array(z.enum(scopes)).describe('Scopes that whoever asks may give to a key.') })
        .meta({ ref: 'ApiKeys' }),
      example: { keys: [example], grantable: ['clients:read', 'clients:write'] },
    },
    async handle({ db }, { viewer }) {
      return { keys: (await listKeys(db)).map(inWords), grantable: scopes.filter((scope) => mayGrant(viewer, scope)) };
    },
  }),

  operation({
    method: 'post',
    path: '/desk/api/keys',
    access: session('keys.manage'),
    tag: 'desk',
    summary: 'Make a key for a system of the company',
    description: 'With scopes that whoever makes it may give: who reads no conversations makes no key that does.',
    body: { schema: newKey.meta({ ref: 'NewApiKey' }), example: { name: 'CRM', scopes: ['clients:read', 'clients:write'] } },
    answer: {
      status: 201,
      words: 'The key. Its secret is told here and never again.',
      schema: shownKey.extend({ secret: z.string() }).meta({ ref: 'MadeApiKey' }),
      example: { ...example, secret: 'okno_s0cd…' },
    },
    async handle(http, { viewer, body: { name, scopes: allowed, requestsPerMinute } }) {
      const denied = allowed.filter((scope) => !mayGrant(viewer, scope));
      if (denied.length > 0) throw new HttpError('forbidden', { scopes: denied });
      const random = crypto.getRandomValues(new Uint8Array(32));
      return http.db.transaction(async (tx) => {
        const key = { name, scopes: allowed, rateLimit: requestsPerMinute ?? null, createdBy: viewer.id };
        const { id, secret } = await makeKey(tx, http.newId, http.now(), random, key);
        await record(http, tx, viewer, 'key.created', id);
        const row = (await listKeys(tx)).find((each) => each.id === id);
        if (row === undefined) throw new HttpError('internal');
        return { ...inWords(row), secret };
      });
    },
  }),

  operation({
    method: 'delete',
    path: '/desk/api/keys/:id',
    access: session('keys.manage'),
    tag: 'desk',
    summary: 'Revoke a key at once',
    answer: { status: 204, words: 'It opens nothing any more.' },
    errors: ['unknown-key'],
    async handle(http, { c, viewer, params }) {
      const id = z.uuid().safeParse(params.id);
      if (!id.success) throw new HttpError('unknown-key');
      await http.db.transaction(async (tx) => {
        if (!(await revokeKey(tx, id.data, http.now()))) throw new HttpError('unknown-key');
        await record(http, tx, viewer, 'key.revoked', id.data);
      });
      return c.body(null, 204);
    },
  }),
] as const;

function record({ newId, now }: Http, tx: Queries, viewer: Viewer, action: 'key.created' | 'key.revoked', key: string): Promise<void> {
  const actor = { actorKind: 'specialist', actorId: viewer.id } as const;
  return addAudit(tx, { id: newId(), at: now(), ...actor, action, objectKind: 'api-key', objectId: key, data: null });
}

function inWords({ rateLimit, createdAt, lastUsedAt, revokedAt, ...row }: KeyRow): z.input<typeof shownKey> {
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
