import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, house, posting, refusal } from './house.ts';

let home: House;
let isReady = true;
beforeAll(async () => {
  home = await house({ specialists: [{ name: 'Olga' }] }, { ready: async () => isReady });
});
afterAll(() => home.close());

describe('health', () => {
  it('200 while alive', async () => {
    expect((await home.request('/healthz')).status).toBe(200);
  });

  it('200 when ready, 503 without the database', async () => {
    expect((await home.request('/readyz')).status).toBe(200);
    isReady = false;
    const response = await home.request('/readyz');
    isReady = true;
    expect(await refusal(response)).toEqual([503, 'not-ready']);
  });

  it('503 while stopping, when it is still alive', async () => {
    const own = await house({ specialists: [] });
    own.stopping.begin();
    expect(await refusal(await own.request('/readyz'))).toEqual([503, 'not-ready']);
    expect((await own.request('/healthz')).status).toBe(200);
    await own.close();
  });
});

describe('addresses', () => {
  it.each(['/nothing', '/chat/v1', '/chat/v2/messages', '/chat/v1/messages/1', '/desk/api', '/desk/api/nothing', '/../etc/passwd'])(
    '404 for %s',
    async (path) => {
      expect(await refusal(await home.request(path))).toEqual([404, 'not-found']);
    },
  );

  it.each([
    ['GET', '/chat/v1/session', 'POST'],
    ['DELETE', '/chat/v1/messages', 'GET, HEAD, POST'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['PUT', '/desk/api/me', 'GET, HEAD'],
    ['GET', '/desk/api/conversations/1/reply', 'POST'],
    ['PUT', '/desk/sign-in', 'GET, HEAD, POST'],
  ])('405 for %s %s, with what it does answer', async (method, path, allow) => {
    const response = await home.request(path, { method });
    expect(response.headers.get('allow')).toBe(allow);
    expect(await refusal(response)).toEqual([405, 'method-not-allowed']);
  });

  it('HEAD answers like GET, without a body', async () => {
    const response = await home.request('/healthz', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

describe('requests', () => {
  it('keep a sane name of their sender, and get one otherwise', async () => {
    const named = await home.request('/healthz', { headers: { 'x-request-id': 'from-the-proxy-1' } });
    expect(named.headers.get('x-request-id')).toBe('from-the-proxy-1');
    for (const bad of ['short', 'with a blank in it', `long${'x'.repeat(200)}`, 'line%0Abreak%%%%']) {
      const response = await home.request('/healthz', { headers: { 'x-request-id': bad } });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('are logged by route and status, without what was said, asked or shown', async () => {
    home.lines.length = 0;
    const visitor = await home.visitor();
    await visitor.says('secret words');
    await visitor.get('/messages?after=0&limit=7');
    await home.request('/chat/v1/messages', posting({ id: 'a', text: 'more secret words' }, { authorization: 'Bearer forged-token' }));
    const requests = home.lines.filter((each) => each.message === 'request');
    expect(requests.map(({ fields }) => [fields.method, fields.route, fields.status])).toEqual([
      ['POST', '/chat/v1/session', 200],
      ['POST', '/chat/v1/messages', 201],
      ['GET', '/chat/v1/messages', 200],
      ['POST', '/chat/v1/messages', 401],
    ]);
    expect(requests[0]?.fields.request).toMatch(/^[0-9a-f-]{36}$/);
    const text = JSON.stringify(home.lines);
    for (const secret of ['secret words', 'limit=7', 'forged-token', visitor.session.token]) expect(text).not.toContain(secret);
  });

  it('are measured by route pattern', async () => {
    await home.request('/desk/api/conversations/0195d3a0-7c1e-7000-8000-000000000001');
    await home.request('/made-up/by/somebody');
    const text = await (await home.request('/metrics')).text();
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/desk/api/conversations/:id",status="401"}');
    expect(text).not.toContain('0195d3a0');
    expect(text).not.toContain('made-up');
  });

  it('get headers that keep answers from being stored, guessed at or framed', async () => {
    const { headers } = await home.visitor().then((visitor) => visitor.get('/messages'));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
