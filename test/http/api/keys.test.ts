import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pruneAnswers } from '../../../src/db/api/idempotency.ts';
import { scopes } from '../../../src/domain/scope.ts';
import { databases } from '../../support/database.ts';
import { json, newId, refusal } from '../house.ts';
import { api, type Called } from './company.ts';
import { operationsOf, publicApi } from './document.ts';

const operations = operationsOf(await publicApi());
let company: Called;
beforeAll(async () => {
  company = await api();
});
afterAll(() => company.home.close());

describe('a key', () => {
  it('is kept as a hash only', async () => {
    const rows = await company.home.world.db.query('select * from api_key');
    const random = company.all.secret.replace('okno_', '');
    expect(random).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(random);
  });

  it('remembers when it was used', async () => {
    const hand = await company.as(['people:read']);
    const usedAt = async () =>
      (await company.home.world.db.query<{ at: Date | null }>('select last_used_at as at from api_key where id = $1', [hand.id]))[0]?.at;
    expect(await usedAt()).toBeNull();
    await hand.get('/departments');
    expect(await usedAt()).toEqual(company.home.world.clock.at);
  });

  it.each<[string, Record<string, string>, string]>([
    ['is missing', {}, 'token-missing'],
    ['is not a bearer token', { authorization: 'Basic b2tubw==' }, 'token-missing'],
    ['is empty', { authorization: 'Bearer ' }, 'token-missing'],
    ['is unknown', { authorization: 'Bearer okno_nothing' }, 'key-invalid'],
  ])('that %s opens nothing', async (_, headers, code) => {
    const response = await company.home.request('/api/v1/departments', { headers });
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await refusal(response)).toEqual([401, code]);
  });

  it('opens what its scopes say, and nothing else', async () => {
    const has = new Map(await Promise.all(scopes.map(async (each) => [each, await company.as([each])] as const)));
    for (const operation of operations) {
      const wanted = /Scope: `([^`]+)`/.exec(operation.description ?? '')?.[1];
      for (const [scope, hand] of has) {
        const path = operation.path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, newId());
        const response = await hand.send(operation.method.toUpperCase(), path, undefined, { 'idempotency-key': newId() });
        expect([operation.operationId, scope, response.status === 403]).toEqual([operation.operationId, scope, scope !== wanted]);
      }
    }
  });
});

describe('what is not for every key', () => {
  it('is how to reach a contact: neither shown nor searched by', async () => {
    const reader = await company.as(['clients:read', 'clients:write']);
    const path = `/contacts/${await company.id('contact', 'Anna')}`;
    await company.all.send('PATCH', path, { email: 'anna@client.example' });
    expect(await json(await company.all.get(path))).toMatchObject({ details: { email: 'anna@client.example' } });
    const seen = [await reader.get(path), await reader.send('PATCH', path, { role: 'director' }), await reader.get('/contacts')];
    for (const each of seen) expect(await each.text()).not.toContain('anna@client.example');
    for (const filter of ['email=anna@client.example', 'siteId=Anna', 'telegramId=1'])
      expect(await refusal(await reader.get(`/contacts?${filter}`))).toEqual([403, 'scope-missing']);
  });

  it('is an internal note', async () => {
    const id = await company.opened();
    await company.all.post(`/conversations/${id}/notes`, { text: 'a secret of ours' });
    const reader = await company.as(['conversations:read']);
    expect(await (await reader.get(`/conversations/${id}/messages`)).text()).not.toContain('a secret of ours');
    expect(await (await company.all.get(`/conversations/${id}/messages`)).text()).toContain('a secret of ours');
  });

  it('is a conversation: of a client’s talk with whoever serves them, a key for clients and contacts reads nothing', async () => {
    const id = await company.opened();
    await company.all.post(`/conversations/${id}/notes`, { text: 'a word between us' });
    const reader = await company.as(['clients:read', 'contacts:details', 'people:read', 'facts:read']);
    for (const path of ['/conversations', `/conversations/${id}`, `/conversations/${id}/messages`])
      expect([path, await refusal(await reader.get(path))]).toEqual([path, [403, 'scope-missing']]);
    const [client, anna] = await Promise.all([company.id('client', 'Romashka'), company.id('contact', 'Anna')]);
    for (const path of [`/clients/${client}`, '/clients', `/contacts/${anna}`, '/contacts', '/people', '/proposals']) {
      const seen = await (await reader.get(path)).text();
      expect([path, seen.includes(id), seen.includes('a word between us')]).toEqual([path, false, false]);
    }
  });
});

describe.each(databases())('requests are counted, on %s', (kind) => {
  let own: Called;
  beforeAll(async () => {
    own = await api(kind);
  });
  afterAll(() => own.home.close());

  const fields = (response: Response) => ['ratelimit-policy', 'ratelimit', 'retry-after'].map((each) => response.headers.get(each));

  it('and refused when they are used up, until the minute is over', async () => {
    const hand = await own.as(['people:read'], 2);
    const { clock } = own.home.world;
    const began = clock.at;
    expect(fields(await hand.get('/departments'))).toEqual(['"key";q=2;w=60', '"key";r=1;t=60', null]);
    clock.at = new Date(began.getTime() + 20_500);
    expect(fields(await hand.get('/departments'))).toEqual(['"key";q=2;w=60', '"key";r=0;t=40', null]);
    const over = await hand.get('/departments');
    expect(fields(over)).toEqual(['"key";q=2;w=60', '"key";r=0;t=40', '40']);
    expect(await refusal(over)).toEqual([429, 'rate-limited']);
    clock.at = new Date(began.getTime() + 60_000);
    expect(fields(await hand.get('/departments'))).toEqual(['"key";q=2;w=60', '"key";r=1;t=60', null]);
    clock.at = began;
  });

  it('together, however many come at once', async () => {
    const hand = await own.as(['people:read'], 7);
    const all = await Promise.all(Array.from({ length: 20 }, () => hand.get('/departments')));
    expect(all.filter((each) => each.status === 200)).toHaveLength(7);
    expect(all.filter((each) => each.status === 429)).toHaveLength(13);
  });

  it('and answers kept for a day are pruned', async () => {
    await own.all.post('/clients', { name: 'x', size: 'small' });
    const { db, clock } = own.home.world;
    const kept = async () => (await db.query('select key from idempotency')).length;
    await pruneAnswers(db, clock.at);
    expect(await kept()).toBe(1);
    await pruneAnswers(db, new Date(clock.at.getTime() + 24 * 3_600_000));
    expect(await kept()).toBe(0);
  });
});
