import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatTokens } from '../../../src/http/chat/tokens.ts';
import { deriveKeys } from '../../../src/http/keys.ts';
import { type House, house, newId, posting, refusal, secret, siteSecret } from '../house.ts';

let home: House;
beforeAll(async () => {
  home = await house({ specialists: [{ name: 'Olga' }] });
});
afterAll(() => home.close());

const doors: readonly (readonly [string, string, unknown])[] = [
  ['POST', '/messages', { id: 'a', text: 'x' }],
  ['GET', '/messages', null],
  ['GET', '/events', null],
  ['POST', '/seen', { seq: 1 }],
];

function knock([method, path, body]: (typeof doors)[number], authorization: string | null) {
  const headers: Record<string, string> = authorization === null ? {} : { authorization };
  return home.request(`/chat/v1${path}`, method === 'GET' ? { headers } : posting(body, headers));
}

const visitor = () => ({ address: newId(), window: newId<'window'>(), contact: null, language: 'en' as const });
const elsewhere = async () => chatTokens(await deriveKeys('the secret of another server entirely', siteSecret));
const payload = (claims: object) => btoa(JSON.stringify(claims)).replaceAll('=', '');

describe.each(doors)('401 at %s %s', (...door) => {
  it('token-missing without a token, or with another kind of authorization', async () => {
    expect(await refusal(await knock(door, null))).toEqual([401, 'token-missing']);
    expect(await refusal(await knock(door, 'Basic dXNlcjpwYXNz'))).toEqual([401, 'token-missing']);
  });

  it.each<[string, () => string | Promise<string>]>([
    ['nonsense', () => 'nonsense'],
    ['signed with the secret of another server', async () => (await (await elsewhere()).issue(visitor(), home.world.clock.at)).token],
    ['a renewal', async () => (await home.visitor()).session.renewal],
    ['signed with the site’s secret', () => forged(siteSecret)],
    ['signed with the secret itself', () => forged(secret)],
    ['without a signature', () => `${payload({ alg: 'none' })}.${payload(claims())}.`],
    ['with a claim changed', async () => changed((await home.visitor()).session.token)],
  ])('token-invalid for one that is %s', async (_, make) => {
    expect(await refusal(await knock(door, `Bearer ${await make()}`))).toEqual([401, 'token-invalid']);
  });

  it('token-expired after 15 minutes, also for a token that was just used', async () => {
    const { clock } = home.world;
    const began = clock.at;
    const [used, unused] = [await home.visitor(), await home.visitor()];
    await used.history();
    clock.at = new Date(began.getTime() + 15 * 60_000 + 1000);
    for (const { session } of [used, unused]) {
      expect(await refusal(await knock(door, `Bearer ${session.token}`))).toEqual([401, 'token-expired']);
    }
    clock.at = began;
  });
});

const claims = () => ({
  sub: newId(),
  win: newId(),
  lang: 'en',
  aud: 'okno-chat',
  exp: Math.floor(home.world.clock.at.getTime() / 1000) + 600,
});

function forged(with_: string): Promise<string> {
  return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(with_));
}

function changed(token: string): string {
  const [head, , signature] = token.split('.');
  return `${head}.${payload(claims())}.${signature}`;
}
