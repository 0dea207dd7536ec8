import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, newId, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

interface Made {
  readonly id: string;
  readonly secret: string;
}

let company: Called;
let admin: Awaited<ReturnType<Called['home']['signIn']>>;
beforeAll(async () => {
  company = await api();
  admin = await company.home.signIn('Adam');
});
afterAll(() => company.home.close());

const wish = { name: 'Billing', scopes: ['people:read'] };
const revoke = (id: string, hand = admin) =>
  company.home.request(`/desk/api/keys/${id}`, { method: 'DELETE', headers: { cookie: hand.cookie, 'x-csrf-token': hand.csrf } });
const opens = (secret: string) => company.home.request('/api/v1/departments', { headers: { authorization: `Bearer ${secret}` } });

describe('an administrator at the desk', () => {
  it('makes a key, which works until it is revoked', async () => {
    const response = await admin.post('/keys', { ...wish, requestsPerMinute: 3 });
    expect(response.status).toBe(201);
    const made = await json<Made>(response);
    expect(made).toMatchObject({
      name: 'Billing',
      scopes: ['people:read'],
      requestsPerMinute: 3,
      createdBy: company.home.world.specialist('Adam'),
    });
    expect((await opens(made.secret)).headers.get('ratelimit-policy')).toBe('"key";q=3;w=60');
    expect((await revoke(made.id)).status).toBe(204);
    expect(await refusal(await opens(made.secret))).toEqual([401, 'key-invalid']);
    expect(await refusal(await revoke(made.id))).toEqual([404, 'unknown-key']);
  });

  it('sees every key, and no secret again', async () => {
    const { id, secret } = await json<Made>(await admin.post('/keys', wish));
    const text = await (await admin.get('/keys')).text();
    expect(text).not.toContain(secret.replace('okno_', ''));
    expect((JSON.parse(text) as { keys: { id: string }[] }).keys.find((each) => each.id === id)).toMatchObject({
      name: 'Billing',
      requestsPerMinute: 600,
      lastUsedAt: null,
      revokedAt: null,
    });
  });

  it('gives no key what they may not read themselves: conversations and contact details are a director’s to give', async () => {
    const { grantable } = await json<{ grantable: string[] }>(await admin.get('/keys'));
    expect(grantable).toEqual(['clients:read', 'clients:write', 'people:read', 'facts:read', 'facts:write']);
    for (const scope of ['conversations:read', 'conversations:write', 'conversations:internal', 'contacts:details']) {
      expect(await refusal(await admin.post('/keys', { name: 'CRM', scopes: ['clients:read', scope] }))).toEqual([403, 'forbidden']);
    }
    const { db } = company.home.world;
    const id = company.home.world.specialist('Adam');
    await db.query(`update specialist set role = 'director' where id = $1::text::uuid`, [id]);
    expect((await admin.post('/keys', { name: 'CRM', scopes: ['conversations:read', 'contacts:details'] })).status).toBe(201);
    await db.query(`update specialist set role = 'admin' where id = $1::text::uuid`, [id]);
  });

  it('leaves both on record', async () => {
    const { id } = await json<Made>(await admin.post('/keys', wish));
    await revoke(id);
    const rows = await company.home.world.db.query('select action, actor_id as actor from audit where object_id = $1 order by id', [id]);
    const actor = company.home.world.specialist('Adam');
    expect(rows).toEqual([
      { action: 'key.created', actor },
      { action: 'key.revoked', actor },
    ]);
  });
});

describe('a refusal', () => {
  it.each([
    ['no scopes', { name: 'x', scopes: [] }],
    ['a scope there is not', { name: 'x', scopes: ['all'] }],
    ['no name', { scopes: ['people:read'] }],
    ['a limit of none', { ...wish, requestsPerMinute: 0 }],
  ])('400 for %s', async (_, body) => {
    expect(await refusal(await admin.post('/keys', body))).toEqual([400, 'invalid-request']);
  });

  it('401 without a session, 403 for a specialist and a head, 404 for no key', async () => {
    expect(await refusal(await company.home.request('/desk/api/keys'))).toEqual([401, 'unauthorized']);
    for (const name of ['Olga', 'Hanna']) {
      const hand = await company.home.signIn(name);
      expect(await refusal(await hand.get('/keys'))).toEqual([403, 'forbidden']);
      expect(await refusal(await hand.post('/keys', wish))).toEqual([403, 'forbidden']);
      expect(await refusal(await revoke(newId(), hand))).toEqual([403, 'forbidden']);
    }
    expect(await refusal(await revoke('nothing'))).toEqual([404, 'unknown-key']);
    expect(await refusal(await admin.post('/keys', wish, { 'x-csrf-token': 'none' }))).toEqual([403, 'csrf']);
  });
});
