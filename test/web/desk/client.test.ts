import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Done } from '../../../src/http/desk/conversations/action.ts';
import type { Me } from '../../../src/http/desk/people/me.ts';
import type { Staff } from '../../../src/http/desk/people/staff.ts';
import type { StaffMember } from '../../../src/http/desk/people/staff-member.ts';
import { type Answer, type Api, createApi, type Route } from '../../../src/web/desk/api.ts';

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

function world(respond: () => Response = () => Response.json({})) {
  const sent: Sent[] = [];
  const dates: (string | null)[] = [];
  const api = createApi({
    screen: () => null,
    fetch: async (url, { method = 'GET', headers, body } = {}) => {
      sent.push({ url: String(url), method, headers: headers as Record<string, string>, body: body ?? null });
      return respond();
    },
    language: () => 'en',
    csrf: () => 'token',
    dated: (header) => dates.push(header),
  });
  return { api, sent, dates };
}

describe('the desk’s client', () => {
  it('makes the address of what differs in it and of what is asked; what is empty or null is left out', async () => {
    const { api, sent } = world();
    await api('GET /staff');
    await api('GET /staff', { query: { left: 'true', department: '', language: null } });
    await api('PATCH /staff/:id', { params: { id: 'a b/c' }, body: { version: '1', capacity: 0.5 } });
    await api('POST /conversations/:id/messages/:seq/retry', { params: { id: 'c1', seq: 7 } });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /desk/api/staff',
      'GET /desk/api/staff?left=true',
      'PATCH /desk/api/staff/a%20b%2Fc',
      'POST /desk/api/conversations/c1/messages/7/retry',
    ]);
  });

  it('sends the token with what changes something, and a body where there is one', async () => {
    const { api, sent } = world();
    await api('GET /me');
    await api('POST /session/lock');
    await api('PUT /me/pin', { body: { pin: '407182' } });
    expect(sent.map(({ headers, body }) => [headers['x-csrf-token'], headers['content-type'], body])).toEqual([
      [undefined, undefined, null],
      ['token', undefined, null],
      ['token', 'application/json', '{"pin":"407182"}'],
    ]);
    expect(sent.every(({ headers }) => headers['accept-language'] === 'en')).toBe(true);
  });

  it('answers null where there is no body, and a problem where it did not work; it never throws', async () => {
    const refusal = () => Response.json({ error: { code: 'pin-wrong', message: 'No.', details: { left: 2 } } }, { status: 403 });
    expect(await world(() => new Response(null, { status: 204 })).api('POST /sign-out')).toEqual({ ok: true, value: null });
    expect(await world(refusal).api('POST /me/pin/remove', { body: {} })).toEqual({
      ok: false,
      problem: { code: 'pin-wrong', message: 'No.', status: 403, details: { left: 2 } },
    });
    expect(await world(() => new Response('<html>', { status: 502 })).api('GET /me')).toMatchObject({
      problem: { code: 'http-502', status: 502 },
    });
    const { api, dates } = world(() => {
      throw new TypeError('offline');
    });
    expect(await api('GET /me')).toEqual({ ok: false, problem: { code: 'network', message: '', status: 0 } });
    expect(dates).toEqual([]);
  });

  it('knows what each operation answers', () => {
    const ask = async (api: Api) => ({
      me: await api('GET /me'),
      staff: await api('GET /staff', { query: { left: 'false' } }),
      changed: await api('PATCH /staff/:id', { params: { id: '1' }, body: { version: '1', languages: ['ru'] as readonly 'ru'[] } }),
      taken: await api('POST /conversations/:id/take', { params: { id: '1' }, body: { key: '12345678' } }),
      locked: await api('POST /session/lock'),
      typing: await api('POST /conversations/:id/typing', { params: { id: '1' } }),
      cover: await api('GET /departments/:key/cover', { params: { key: 'client' }, query: { from: 'a', until: 'b' } }),
      link: await api('POST /staff/:id/link', { params: { id: '1' }, body: {} }),
    });
    type Asked = Awaited<ReturnType<typeof ask>>;
    expectTypeOf<Asked['me']>().toEqualTypeOf<Answer<Me>>();
    expectTypeOf<Asked['staff']>().toEqualTypeOf<Answer<Staff>>();
    expectTypeOf<Asked['changed']>().toEqualTypeOf<Answer<StaffMember>>();
    expectTypeOf<Asked['taken']>().toEqualTypeOf<Answer<Done>>();
    expectTypeOf<Asked['locked']>().toEqualTypeOf<Answer<null>>();
    expectTypeOf<Asked['typing']>().toEqualTypeOf<Answer<null>>();
  });

  it('does not compile with what no operation takes', () => {
    const wrong = (api: Api) => [
      // @ts-expect-error: no such address
      api('GET /stuff'),
      // @ts-expect-error: no such method of it
      api('DELETE /staff/:id', { params: { id: '1' } }),
      // @ts-expect-error: whose?
      api('GET /staff/:id'),
      // @ts-expect-error: whose?
      api('GET /staff/:id', { params: { key: '1' } }),
      // @ts-expect-error: its address has no part that differs
      api('GET /staff', { params: { id: '1' } }),
      // @ts-expect-error: no such choice
      api('GET /staff', { query: { left: 'maybe' } }),
      // @ts-expect-error: no such question
      api('GET /staff', { query: { right: 'true' } }),
      // @ts-expect-error: takes no query
      api('GET /keys', { query: { left: 'true' } }),
      // @ts-expect-error: from when, until when?
      api('GET /departments/:key/cover', { params: { key: 'client' } }),
      // @ts-expect-error: until when?
      api('GET /departments/:key/cover', { params: { key: 'client' }, query: { from: 'a' } }),
      // @ts-expect-error: nothing to change
      api('PATCH /staff/:id', { params: { id: '1' } }),
      // @ts-expect-error: of which version?
      api('PATCH /staff/:id', { params: { id: '1' }, body: { capacity: 1 } }),
      // @ts-expect-error: a number
      api('PATCH /staff/:id', { params: { id: '1' }, body: { version: '1', capacity: '1' } }),
      // @ts-expect-error: no such field
      api('PATCH /staff/:id', { params: { id: '1' }, body: { version: '1', size: 1 } }),
      // @ts-expect-error: takes no body
      api('POST /session/lock', { body: {} }),
      // @ts-expect-error: takes one, if an empty one
      api('POST /staff/:id/link', { params: { id: '1' } }),
      // @ts-expect-error: a stream
      api('GET /events'),
      // @ts-expect-error: a file
      api('GET /commission.csv', { query: { month: '2026-03' } }),
      // @ts-expect-error: not of the desk’s API
      api('GET /sign-in'),
    ];
    expect(wrong).toBeTypeOf('function');
    expectTypeOf<Extract<Route, `${string}{${string}`>>().toBeNever();
  });
});
