import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatSession, OpenSession } from '../../../src/http/chat/protocol.ts';
import { type House, house, json, posting, refusal, siteSecret, visitorOf } from '../house.ts';

let home: House;
beforeAll(async () => {
  home = await house({
    specialists: [{ name: 'Olga' }],
    clients: [{ name: 'Bakery', contacts: ['anna', 'boris'], owner: { client: 'Olga' } }],
  });
});
afterAll(() => home.close());

const key = (text: string) => new TextEncoder().encode(text);
const seconds = () => Math.floor(home.world.clock.at.getTime() / 1000);

interface Claims {
  readonly sub?: string;
  readonly exp?: number;
  readonly nbf?: number;
}

/** What the company's site would sign. */
function identity({ sub = 'anna', exp = seconds() + 3600, nbf }: Claims = {}, secret = siteSecret, alg = 'HS256') {
  const claims = { sub, exp, ...(nbf === undefined ? {} : { nbf }) };
  return new SignJWT(claims).setProtectedHeader({ alg }).sign(key(secret));
}

const open = (body: unknown) => home.request('/chat/v1/session', posting(body));
const opened = async (body: OpenSession) => json<ChatSession>(await open(body));

describe('200', () => {
  it('a stranger is greeted and asked the first question, and nothing is stored', async () => {
    const session = await opened({ language: 'en' });
    expect(session).toMatchObject({ language: 'en', contact: null, lastSeq: 0, state: { status: 'open', asking: null, person: null } });
    expect(session.opening.question?.options.length).toBeGreaterThan(1);
    expect(await home.world.db.query('select 1 from identity')).toEqual([]);
  });

  it('a stranger who says nothing of the language gets the browser’s', async () => {
    const response = await home.request('/chat/v1/session', posting({}, { 'accept-language': 'de, en-GB;q=0.8, ru;q=0.5' }));
    expect(await json<ChatSession>(response)).toMatchObject({ language: 'en' });
  });

  it('a token lasts 15 minutes', async () => {
    const { tokenExpiresAt } = await opened({});
    expect(Date.parse(tokenExpiresAt) - home.world.clock.at.getTime()).toBe(15 * 60_000);
  });

  it('a renewal goes on in the same window', async () => {
    const first = await home.visitor();
    await first.says('Hello');
    const renewed = visitorOf(home.request, await opened({ renewal: first.session.renewal }));
    expect(renewed.session.lastSeq).toBeGreaterThan(0);
    expect((await renewed.history()).messages[0]).toMatchObject({ text: 'Hello' });
  });

  it('a contact the site names is greeted by name and asked nothing', async () => {
    const session = await opened({ identity: await identity(), language: 'en' });
    expect(session.contact).toEqual({ name: 'anna' });
    expect(session.opening.question).toBeNull();
    expect(session.opening.text).toContain('anna');
  });

  it('a contact has one window on all devices', async () => {
    const [phone, desktop] = [await home.visitor({ identity: await identity() }), await home.visitor({ identity: await identity() })];
    await phone.says('From the phone');
    expect((await desktop.history()).messages.map((each) => each.text)).toContain('From the phone');
  });

  it('contacts of one client do not see each other’s windows', async () => {
    const [anna, boris] = [
      await home.visitor({ identity: await identity() }),
      await home.visitor({ identity: await identity({ sub: 'boris' }) }),
    ];
    await anna.says('Between us');
    expect((await boris.history()).messages).toEqual([]);
  });
});

describe('400', () => {
  it('for a body that is not JSON', async () => {
    const response = await home.request('/chat/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
    expect(await refusal(response)).toEqual([400, 'bad-json']);
  });

  it.each([[{ language: 'fr' }], [{ renewal: 1 }], [{ visitor: 'x' }], [[]], [null], ['text'], [{ renewal: 'x'.repeat(5000) }]])(
    'for %j',
    async (body) => {
      const response = await open(body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: 'invalid-request', details: expect.any(Array) } });
    },
  );
});

describe('401', () => {
  it.each([
    ['identity-signature', () => identity({}, 'a secret that is not the one of the site')],
    ['identity-expired', () => identity({ exp: seconds() - 120 })],
    ['identity-too-long', () => identity({ exp: seconds() + 25 * 3600 })],
    ['identity-malformed', async () => 'not.a.jwt'],
    ['identity-malformed', () => identity({ sub: '' })],
    ['identity-malformed', () => identity({ nbf: seconds() + 3600 })],
    ['identity-algorithm', () => identity({}, `${siteSecret}${siteSecret}`, 'HS512')],
    [
      'identity-algorithm',
      async () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: 'anna', exp: seconds() + 60 }))}.`.replaceAll('=', ''),
    ],
    ['unknown-contact', () => identity({ sub: 'nobody' })],
  ])('%s', async (code, sign) => {
    expect(await refusal(await open({ identity: await sign() }))).toEqual([401, code]);
  });

  it('identity-malformed without an end', async () => {
    const endless = await new SignJWT({ sub: 'anna' }).setProtectedHeader({ alg: 'HS256' }).sign(key(siteSecret));
    expect(await refusal(await open({ identity: endless }))).toEqual([401, 'identity-malformed']);
  });

  it('renewal-invalid for a token, which is no renewal', async () => {
    const { token } = await opened({});
    expect(await refusal(await open({ renewal: token }))).toEqual([401, 'renewal-invalid']);
  });

  it('renewal-expired after half a year, and for a login of the site after 12 hours however often it was renewed', async () => {
    const { clock } = home.world;
    const began = clock.at;
    const stranger = await opened({});
    const contact = await opened({ identity: await identity() });
    clock.at = new Date(began.getTime() + 11 * 3_600_000);
    const again = await opened({ renewal: contact.renewal });
    expect(again.contact).toEqual({ name: 'anna' });
    clock.at = new Date(began.getTime() + 12 * 3_600_000 + 1000);
    expect(await refusal(await open({ renewal: again.renewal }))).toEqual([401, 'renewal-expired']);
    clock.at = new Date(began.getTime() + 181 * 86_400_000);
    expect(await refusal(await open({ renewal: stranger.renewal }))).toEqual([401, 'renewal-expired']);
    clock.at = began;
  });

  it('unknown-contact for a renewal of a contact who was erased', async () => {
    const boris = await opened({ identity: await identity({ sub: 'boris' }) });
    await home.world.db.query(`update contact set erased_at = now() where site_id = 'boris'`);
    expect(await refusal(await open({ renewal: boris.renewal }))).toEqual([401, 'unknown-contact']);
    await home.world.db.query(`update contact set erased_at = null where site_id = 'boris'`);
  });
});

it('413 for a body over 128 KB, announced or not', async () => {
  const big = JSON.stringify({ renewal: 'x'.repeat(130 * 1024) });
  const headers = { 'content-type': 'application/json' };
  const announced = { method: 'POST', headers: { ...headers, 'content-length': String(big.length) }, body: big };
  expect(await refusal(await home.request('/chat/v1/session', announced))).toEqual([413, 'too-large']);
  const streamed = { method: 'POST', headers, body: new Blob([big]).stream(), duplex: 'half' };
  expect(await refusal(await home.request('/chat/v1/session', streamed))).toEqual([413, 'too-large']);
});

it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])('415 for content type %j', async (type) => {
  const response = await home.request('/chat/v1/session', { method: 'POST', headers: { 'content-type': type }, body: '{}' });
  expect(await refusal(response)).toEqual([415, 'unsupported-media-type']);
});
