import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SessionPeople } from '../../../../src/http/desk/people/session.ts';
import type { SignInLink } from '../../../../src/http/desk/people/sign-in-link.ts';
import { enter, type StaffHand, staffedHouse } from '../../access/staff.ts';
import { type House, json, posting, pressing, refusal } from '../../house.ts';

let home: House;
let dina: StaffHand;
beforeAll(async () => {
  // Here requests of one moment really meet each other in the database.
  home = await staffedHouse('postgres');
  dina = await enter(home, 'Dina');
});
afterAll(() => home.close());

const idOf = (name: string) => home.world.specialist(name);
const minutes = (many: number) => {
  home.world.clock.at = new Date(home.world.clock.at.getTime() + many * 60_000);
};

type Browser = ReturnType<typeof browserOf>;

/** A browser: it keeps the cookies it is given, and sends them back. */
function browserOf() {
  const cookies = new Map<string, string>();
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await home.request(path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    request,
    follow: async (name: string): Promise<Response> => {
      const { url } = await json<SignInLink>(await dina.post(`/staff/${idOf(name)}/link`, {}));
      return request('/desk/sign-in', pressing(new URL(url).searchParams.get('token') ?? ''));
    },
    whoAmI: async (): Promise<string | null> => {
      const response = await request('/desk/api/me');
      return response.ok ? (await json<{ specialist: { name: string } }>(response)).specialist.name : null;
    },
    change: async (method: string, path: string, body: object = {}): Promise<Response> => {
      const { csrf = '' } = await json<{ csrf?: string }>(await request('/desk/api/me'));
      return request(`/desk/api${path}`, { ...posting(body, { 'x-csrf-token': csrf }), method });
    },
    switchTo: (name: string, pin: string, headers: Record<string, string> = {}): Promise<Response> =>
      request('/desk/api/session/switch', posting({ email: `${name}@world.example`, pin }, headers)),
    people: async (): Promise<string[]> =>
      (await json<SessionPeople>(await request('/desk/api/session/people'))).people.map((each) => each.name),
  };
}

const olgasPin = '407182';
const pavelsPin = '925013';

/** A browser on which Olga and Pavel both signed in with links and set PINs; Pavel is there now. */
async function shared(): Promise<Browser> {
  const browser = browserOf();
  for (const [name, pin] of [
    ['Olga', olgasPin],
    ['Pavel', pavelsPin],
  ] as const) {
    await browser.follow(name);
    expect((await browser.change('PUT', '/me/pin', { pin })).status).toBe(204);
  }
  return browser;
}

describe('a link made for somebody', () => {
  it('signs them in once', async () => {
    const browser = browserOf();
    expect((await browser.follow('Olga')).status).toBe(303);
    expect(await browser.whoAmI()).toBe('Olga');
  });

  it('is made by heads for their people and by managers for all, never for oneself by a specialist', async () => {
    const hanna = await enter(home, 'Hanna');
    const olga = await enter(home, 'Olga');
    expect((await hanna.post(`/staff/${idOf('Olga')}/link`, {})).status).toBe(201);
    expect(await refusal(await hanna.post(`/staff/${idOf('Hanna')}/link`, {}))).toEqual([403, 'forbidden']);
    expect(await refusal(await hanna.post(`/staff/${idOf('Sveta')}/link`, {}))).toEqual([404, 'unknown-person']);
    expect(await refusal(await olga.post(`/staff/${idOf('Olga')}/link`, {}))).toEqual([403, 'forbidden']);
  });
});

describe('a browser that two people share', () => {
  let browser: Browser;
  beforeEach(async () => {
    browser = await shared();
  });

  it('knows both, and changes hands by the PIN', async () => {
    expect(await browser.people()).toEqual(['Olga', 'Pavel']);
    const before = browser.cookies.get('okno_session');
    expect((await browser.switchTo('olga', olgasPin)).status).toBe(204);
    expect(await browser.whoAmI()).toBe('Olga');
    const old = await home.request('/desk/api/me', { headers: { cookie: `okno_session=${before}` } });
    expect(await refusal(old)).toEqual([401, 'unauthorized']);
  });

  it('is locked, and opened by either', async () => {
    expect((await browser.change('POST', '/session/lock')).status).toBe(204);
    expect(await browser.whoAmI()).toBeNull();
    expect(await browser.people()).toEqual(['Olga', 'Pavel']);
    expect((await browser.switchTo('Pavel', pavelsPin)).status).toBe(204);
    expect(await browser.whoAmI()).toBe('Pavel');
  });

  it('forgets who signs out', async () => {
    await browser.change('POST', '/sign-out');
    expect(await browser.people()).toEqual(['Olga']);
    expect(await refusal(await browser.switchTo('Pavel', pavelsPin))).toEqual([403, 'not-known-here']);
  });

  it('403 for a wrong PIN, then for another at once 429, and after a moment the right one', async () => {
    expect(await refusal(await browser.switchTo('Olga', '111112'))).toEqual([403, 'pin-wrong']);
    const soon = await browser.switchTo('Olga', olgasPin);
    expect([soon.status, soon.headers.get('retry-after')]).toEqual([429, '8']);
    minutes(1);
    expect((await browser.switchTo('Olga', olgasPin)).status).toBe(204);
  });

  it('is locked for somebody after five misses, until a link', async () => {
    for (let miss = 1; miss < 5; miss += 1) {
      expect(await refusal(await browser.switchTo('Olga', '111112'))).toEqual([403, 'pin-wrong']);
      minutes(1);
    }
    expect(await refusal(await browser.switchTo('Olga', '111112'))).toEqual([403, 'pin-locked']);
    minutes(60);
    expect(await refusal(await browser.switchTo('Olga', olgasPin))).toEqual([403, 'pin-locked']);
    expect((await browser.switchTo('Pavel', pavelsPin)).status).toBe(204);
    await browser.follow('Olga');
    expect((await browser.switchTo('Pavel', pavelsPin)).status).toBe(204);
    expect((await browser.switchTo('Olga', olgasPin)).status).toBe(204);
  });

  it('gives many tries at once no more than one', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, each) => browser.switchTo('Olga', `11111${each + 2}`)));
    expect(answers.map((each) => each.status).toSorted()).toEqual([403, ...Array.from({ length: 7 }, () => 429)]);
    minutes(60);
  });

  it('403 for a leaver, and for whoever never signed in there', async () => {
    expect(await refusal(await browser.switchTo('Dina', olgasPin))).toEqual([403, 'not-known-here']);
    await home.world.db.query(`update specialist set left_at = now() where name = 'Olga'`);
    expect(await browser.people()).toEqual(['Pavel']);
    expect(await refusal(await browser.switchTo('Olga', olgasPin))).toEqual([403, 'not-known-here']);
    await home.world.db.query(`update specialist set left_at = null where name = 'Olga'`);
  });

  it('knows nobody after 90 days', async () => {
    const { clock } = home.world;
    const began = clock.at;
    minutes(90 * 24 * 60 + 1);
    expect(await browser.people()).toEqual([]);
    clock.at = began;
  });

  it('403 from another site', async () => {
    const answer = await browser.switchTo('Olga', olgasPin, { 'sec-fetch-site': 'cross-site' });
    expect(await refusal(answer)).toEqual([403, 'cross-site']);
  });

  it.each(['', 'x', 'W10.x', `${btoa('[["0195d3a0-7c1e-7000-8000-000000000001",1]]')}.x`])(
    'knows nobody by the made-up cookie %j',
    async (made) => {
      browser.cookies.set('okno_device', made);
      expect(await browser.people()).toEqual([]);
      expect(await refusal(await browser.switchTo('Olga', olgasPin))).toEqual([403, 'not-known-here']);
    },
  );
});

describe('a PIN', () => {
  it('422 when it is the first that anybody tries', async () => {
    const browser = browserOf();
    await browser.follow('Olga');
    for (const pin of ['000000', '123456', '987654', '890123', '246802', '121212', '407407', '123321', '112233', '110100'])
      expect(await refusal(await browser.change('PUT', '/me/pin', { pin }))).toEqual([422, 'pin-too-simple']);
  });

  it.each(['12345', '1234567', 'abcdef', '１２３４５６', ' 40718'])('400 for %j', async (pin) => {
    const browser = browserOf();
    await browser.follow('Olga');
    expect(await refusal(await browser.change('PUT', '/me/pin', { pin }))).toEqual([400, 'invalid-request']);
  });

  it('is changed with the old one, or within ten minutes of signing in', async () => {
    const browser = await shared();
    minutes(11);
    expect(await refusal(await browser.change('PUT', '/me/pin', { pin: '519304' }))).toEqual([403, 'pin-needed']);
    expect(await refusal(await browser.change('PUT', '/me/pin', { pin: '519304', current: '111112' }))).toEqual([403, 'pin-wrong']);
    minutes(1);
    expect((await browser.change('PUT', '/me/pin', { pin: '519304', current: pavelsPin })).status).toBe(204);
    expect((await browser.switchTo('Pavel', '519304')).status).toBe(204);
  });

  it('is taken away, and nobody switches to its owner any more', async () => {
    const browser = await shared();
    expect((await browser.change('POST', '/me/pin/remove')).status).toBe(204);
    expect(await refusal(await browser.switchTo('Pavel', pavelsPin))).toEqual([403, 'pin-needed']);
  });

  it('is neither changed nor taken away by whoever finds the screen open', async () => {
    const browser = await shared();
    minutes(11);
    expect(await refusal(await browser.change('POST', '/me/pin/remove'))).toEqual([403, 'pin-needed']);
    expect(await refusal(await browser.change('POST', '/me/pin/remove', { current: '111112' }))).toEqual([403, 'pin-wrong']);
    minutes(1);
    expect((await browser.change('POST', '/me/pin/remove', { current: pavelsPin })).status).toBe(204);
  });

  it('is asked for in a session that it began, however young', async () => {
    const browser = await shared();
    expect((await browser.switchTo('Olga', olgasPin)).status).toBe(204);
    expect(await refusal(await browser.change('PUT', '/me/pin', { pin: '519304' }))).toEqual([403, 'pin-needed']);
    expect(await refusal(await browser.change('POST', '/me/pin/remove'))).toEqual([403, 'pin-needed']);
  });

  it('is set once where two sessions set the first at a time', async () => {
    const both = [browserOf(), browserOf()];
    for (const each of both) await each.follow('Gleb');
    minutes(11);
    const set = await Promise.all(both.map((each, n) => each.change('PUT', '/me/pin', { pin: ['519304', '830657'][n] })));
    expect(set.map(({ status }) => status).sort()).toEqual([204, 403]);
  });

  it('is in no table, no log and no audit', async () => {
    await shared();
    const kept = await home.world.db.query('select * from specialist_pin');
    const noted = await home.world.db.query('select * from audit');
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify([kept.map((row) => ({ ...(row as object), hash: '', salt: '' })), noted, home.lines])).not.toContain(olgasPin);
    expect(JSON.stringify(kept)).not.toMatch(new RegExp(`"${olgasPin}"`));
  });

  it('403 without the token of the page', async () => {
    const browser = await shared();
    expect(await refusal(await browser.request('/desk/api/me/pin', { ...posting({ pin: '519304' }), method: 'PUT' }))).toEqual([
      403,
      'csrf',
    ]);
  });
});
