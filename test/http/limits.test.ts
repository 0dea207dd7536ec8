import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import { type House, house, json, posting, pressing, refusal } from './house.ts';

let home: House;
beforeAll(async () => {
  home = await house(
    { specialists: [{ name: 'Olga' }] },
    { addressOf: (c) => c.req.header('x-forwarded-for') ?? null, limits: { chats: 3, signIns: 2 } },
  );
});
afterAll(() => home.close());

const at = (address: string) => ({ 'x-forwarded-for': address });
const begin = (address: string, body: object = {}) => home.request('/chat/v1/session', posting(body, at(address)));
const statuses = async (asked: readonly Promise<Response>[]) => (await Promise.all(asked)).map((each) => each.status);
const minutes = (many: number) => {
  home.world.clock.at = new Date(home.world.clock.at.getTime() + many * 60_000);
};

describe('from one network address', () => {
  it('so many strangers begin in ten minutes; others, and the next ten minutes, are not touched', async () => {
    expect((await statuses(Array.from({ length: 8 }, () => begin('203.0.113.1')))).toSorted()).toEqual([
      200, 200, 200, 429, 429, 429, 429, 429,
    ]);
    expect(await statuses([begin('203.0.113.2')])).toEqual([200]);
    minutes(9);
    const limited = await begin('203.0.113.1');
    expect([limited.headers.get('retry-after'), ...(await refusal(limited))]).toEqual(['60', 429, 'address-limited']);
    minutes(1);
    expect(await statuses([begin('203.0.113.1')])).toEqual([200]);
  });

  it('whoever was here before goes on however many strangers there are', async () => {
    const { renewal } = await json<ChatSession>(await begin('203.0.113.3'));
    await statuses(Array.from({ length: 4 }, () => begin('203.0.113.3')));
    expect(await statuses(Array.from({ length: 4 }, () => begin('203.0.113.3', { renewal })))).toEqual([200, 200, 200, 200]);
  });

  it('an IPv6 network counts whole', async () => {
    const answers = await statuses([1, 2, 3, 4].map((host) => begin(`2001:db8:0:1::${host}`)));
    expect(answers.toSorted()).toEqual([200, 200, 200, 429]);
    expect(await statuses([begin('2001:db8:0:2::1')])).toEqual([200]);
  });

  it('so many wrong links and PINs are tried; right ones do not count', async () => {
    const press = (token: string) => home.request('/desk/sign-in', pressing(token, at('203.0.113.4')));
    const guess = { email: 'olga@world.example', pin: '407182' };
    expect((await press('made-up')).status).toBe(410);
    const { cookie } = await home.signIn('Olga');
    expect(cookie).not.toBe('');
    expect((await home.request('/desk/api/session/switch', posting(guess, at('203.0.113.4')))).status).toBe(403);
    expect(await refusal(await press('made-up-too'))).toEqual([429, 'address-limited']);
    expect(await refusal(await home.request('/desk/api/session/switch', posting(guess, at('203.0.113.4'))))).toEqual([
      429,
      'address-limited',
    ]);
    expect(await statuses([home.request('/desk/sign-in', pressing('made-up', at('203.0.113.5')))])).toEqual([410]);
  });

  it('anybody whose address is not known is not counted', async () => {
    expect(new Set(await statuses(Array.from({ length: 6 }, () => home.request('/chat/v1/session', posting({})))))).toEqual(new Set([200]));
  });
});
