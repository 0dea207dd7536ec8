import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Overloaded, type Submission } from '../../../src/engine/submissions/submission.ts';
import type { HttpDeps } from '../../../src/http/deps.ts';
import { newId, refusal } from '../house.ts';
import { api, type Called } from './company.ts';

let company: Called;
let romashka: string;
let anna: string;
let conversation: string;
beforeAll(async () => {
  company = await api();
  romashka = await company.id('client', 'Romashka');
  anna = await company.id('contact', 'Anna');
  conversation = await company.opened();
});
afterAll(() => company.home.close());

const someone = newId();
/** Ids stand in for those of the tests' company, which is made later. */
const filled = (path: string) => path.replace('ROMASHKA', romashka).replace('ANNA', anna).replace('TALK', conversation);
const send = (request: string, body?: unknown, headers: Record<string, string> = {}) => {
  const [method = '', path = ''] = request.split(' ');
  return company.all.send(method, filled(path), body, { ...(method === 'POST' ? { 'idempotency-key': newId() } : {}), ...headers });
};

describe('400', () => {
  it.each([
    ['GET /clients?limit=0'],
    ['GET /clients?limit=101'],
    ['GET /clients?limit=1e1'],
    ['GET /clients?limit='],
    ['GET /clients?size=huge'],
    ['GET /clients?stage='],
    ['GET /clients?owner=Olga'],
    ['GET /clients?externalId='],
    ['GET /clients?q=%00'],
    ['GET /clients/external:%00'],
    ['PUT /clients/ROMASHKA/owners/%00'],
    ['GET /clients?q=%ED%A0%80'],
    [`GET /clients?q=${'x'.repeat(9000)}`],
    ['GET /clients?sort=name'],
    ['GET /contacts?telegramId=123456789012345678901'],
    ['GET /conversations?status=asking'],
    ['GET /conversations?openedFrom=yesterday'],
    ['GET /conversations?openedFrom=2026-02-30T00:00:00Z'],
    ['GET /conversations?contact=Anna'],
    ['GET /conversations/TALK/messages?before=1'],
    ['GET /specialists?department='],
    ['GET /conversations?openedFrom=0020-01-01T00:00:00Z'],
    ['GET /deals?from=9999-12-31T23:59:59Z'],
    ['GET /commission?month=9999-12'],
    ['GET /commission?month=0001-01'],
    ['GET /clients?cursor=WyJ4IiwiXHUwMDAwIl0'],
  ])('%s', async (request) => {
    expect(await refusal(await send(request))).toEqual([400, 'invalid-request']);
  });

  const client = { name: 'Ltd', size: 'small' };
  it.each<[string, string, unknown]>([
    ['POST /clients', 'no size', { name: 'Ltd' }],
    ['POST /clients', 'a name of blanks', { ...client, name: '  ' }],
    ['POST /clients', 'a name that is empty once cleaned', { ...client, name: '\0' }],
    ['POST /clients', 'a name too long', { ...client, name: 'x'.repeat(201) }],
    ['POST /clients', 'a size there is not', { ...client, size: 'huge' }],
    ['POST /clients', 'a field there is not', { ...client, owner: someone }],
    ['POST /clients', 'a list', [client]],
    ['POST /clients', 'null', null],
    ['PATCH /clients/ROMASHKA', 'a name that is null', { name: null }],
    ['PATCH /clients/ROMASHKA', 'an id of its own', { id: someone }],
    ['POST /clients/ROMASHKA/contacts', 'no name', { email: 'a@b.example' }],
    ['POST /clients/ROMASHKA/contacts', 'no e-mail', { name: 'x', email: 'at home' }],
    ['POST /clients/ROMASHKA/contacts', 'no phone', { name: 'x', phone: '8 (495) 123' }],
    ['POST /clients/ROMASHKA/contacts', 'no Telegram id', { name: 'x', telegramId: '@anna' }],
    ['PATCH /contacts/ANNA', 'a language there is not', { language: 'de' }],
    ['PUT /clients/ROMASHKA/owners/client', 'no reason', { specialistId: someone }],
    ['PUT /clients/ROMASHKA/owners/client', 'no id', { specialistId: 'Olga', reason: 'x' }],
    ['POST /conversations', 'no text', { contactId: someone, specialistId: someone }],
    ['POST /conversations/TALK/messages', 'an empty text', { text: '' }],
    ['POST /conversations/TALK/messages', 'a text too long', { text: 'x'.repeat(16_001) }],
    ['POST /conversations/TALK/notes', 'a writer who is no id', { text: 'x', specialistId: 'Olga' }],
  ])('%s with %s', async (request, _, body) => {
    expect(await refusal(await send(request, body))).toEqual([400, 'invalid-request']);
  });

  it('a body that is not JSON', async () => {
    expect(await refusal(await send('POST /clients', '{'))).toEqual([400, 'bad-json']);
  });

  it.each([[''], ['short'], ['x'.repeat(129)], ['with a blank'], ['clé-clé-clé']])('an Idempotency-Key "%s"', async (key) => {
    const headers: Record<string, string> = key === '' ? {} : { 'idempotency-key': key };
    const response = await company.all.send('POST', '/clients', { name: 'x', size: 'small' }, headers);
    expect(await refusal(response)).toEqual([400, 'idempotency-key-missing']);
  });
});

describe('404', () => {
  it.each([
    [`GET /clients/${someone}`, 'client-not-found'],
    ['GET /clients/Romashka', 'client-not-found'],
    ['GET /clients/external:', 'client-not-found'],
    [`GET /clients/external:${'x'.repeat(129)}`, 'client-not-found'],
    [`GET /clients/${someone}/owners`, 'client-not-found'],
    [`GET /contacts?client=${someone}`, 'client-not-found'],
    ['GET /conversations?client=external:none', 'client-not-found'],
    [`GET /contacts/${someone}`, 'contact-not-found'],
    ['GET /contacts/Anna', 'contact-not-found'],
    [`GET /conversations/${someone}`, 'unknown-conversation'],
    [`GET /conversations/${someone}/messages`, 'unknown-conversation'],
    ['GET /nothing', 'not-found'],
  ])('%s', async (request, code) => {
    expect(await refusal(await send(request))).toEqual([404, code]);
  });

  it.each<[string, unknown, string]>([
    [`PATCH /clients/${someone}`, { name: 'x' }, 'client-not-found'],
    [`POST /clients/${someone}/contacts`, { name: 'x' }, 'client-not-found'],
    [`PUT /clients/${someone}/owners/client`, { specialistId: someone, reason: 'x' }, 'client-not-found'],
    [`PATCH /contacts/${someone}`, { name: 'x' }, 'contact-not-found'],
    [`POST /conversations/${someone}/messages`, { text: 'x' }, 'unknown-conversation'],
    [`POST /conversations/${someone}/notes`, { text: 'x' }, 'unknown-conversation'],
  ])('%s', async (request, body, code) => {
    expect(await refusal(await send(request, body))).toEqual([404, code]);
  });
});

it('405 with what is allowed', async () => {
  const response = await company.all.send('DELETE', '/clients');
  expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
  expect(await refusal(response)).toEqual([405, 'method-not-allowed']);
});

describe('409', () => {
  it('not-in-charge, for a colleague’s conversation and for one that nobody has', async () => {
    const pavel = company.home.world.specialist('Pavel');
    expect(await refusal(await send('POST /conversations/TALK/messages', { text: 'x', specialistId: pavel }))).toEqual([
      409,
      'not-in-charge',
    ]);
    const opening = { contactId: anna, specialistId: pavel, text: 'x' };
    expect(await refusal(await send('POST /conversations', opening))).toEqual([409, 'not-in-charge']);
    const stranger = company.home.world.stranger();
    const asked = await company.opened(stranger);
    for (const path of ['messages', 'notes'])
      expect(await refusal(await send(`POST /conversations/${asked}/${path}`, { text: 'x' }))).toEqual([409, 'not-in-charge']);
  });

  it('conversation-closed', async () => {
    const closed = await company.opened(company.home.world.contact('Boris'));
    await company.home.world.db.query(`update conversation set status = 'closed', closed_at = now() where id = $1`, [closed]);
    expect(await refusal(await send(`POST /conversations/${closed}/messages`, { text: 'x' }))).toEqual([409, 'conversation-closed']);
  });
});

it('413 for a body over 128 KB, 415 for one that is not said to be JSON', async () => {
  expect(await refusal(await send('POST /conversations/TALK/notes', { text: 'x'.repeat(140_000) }))).toEqual([413, 'too-large']);
  const response = await send('POST /clients', { name: 'x', size: 'small' }, { 'content-type': 'text/plain' });
  expect(await refusal(response)).toEqual([415, 'unsupported-media-type']);
});

describe('422', () => {
  it.each<[string, string, string]>([
    ['kitchen', 'Olga', 'unknown-department'],
    ['finance', 'Fedor', 'owns-no-clients'],
    ['sales', 'Olga', 'unknown-specialist'],
  ])('an owner in %s: %s', async (department, name, code) => {
    const body = { specialistId: company.home.world.specialist(name), reason: 'x' };
    expect(await refusal(await send(`PUT /clients/ROMASHKA/owners/${department}`, body))).toEqual([422, code]);
  });

  it('nobody of ours, as an owner and as a writer', async () => {
    expect(await refusal(await send('PUT /clients/ROMASHKA/owners/client', { specialistId: someone, reason: 'x' }))).toEqual([
      422,
      'unknown-specialist',
    ]);
    for (const path of ['messages', 'notes']) {
      const response = await send(`POST /conversations/TALK/${path}`, { text: 'x', specialistId: someone });
      expect(await refusal(response)).toEqual([422, 'unknown-specialist']);
    }
    const opening = { contactId: anna, specialistId: someone, text: 'x' };
    expect(await refusal(await send('POST /conversations', opening))).toEqual([422, 'unknown-specialist']);
  });
});

it('503 while the server is overloaded, and the same request may be sent again', async () => {
  const busy: HttpDeps['submit'] = (_: Submission) => Promise.reject(new Overloaded('server', 2));
  const own = await api('pglite', { submit: busy });
  const path = `/conversations/${await own.opened()}/messages`;
  const key = newId();
  for (let i = 0; i < 2; i++) {
    const response = await own.all.post(path, { text: 'x' }, { 'idempotency-key': key });
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await refusal(response)).toEqual([503, 'overloaded']);
  }
  await own.home.close();
});
