import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSignInToken } from '../../../../src/http/desk/people/sign-in.ts';
import { until } from '../../../support/until.ts';
import { type DeskHand, type House, house, json, newId, posting, pressing, refusal } from '../../house.ts';
import { listen } from '../../listen.ts';

let home: House;
beforeAll(async () => {
  home = await house({ specialists: [{ name: 'Olga' }, { name: 'Pavel' }, { name: 'Dina', role: 'director' }] }, { heartbeatMs: 40 });
});
afterAll(() => home.close());

const tokenFor = (name: string, at: House = home) =>
  makeSignInToken({ db: at.world.db, now: () => at.world.clock.at }, at.world.specialist(name), 24, newId());
const open = (token: string, init?: RequestInit) => home.request(`/desk/sign-in?token=${token}`, init);
const press = (token: string, headers?: Record<string, string>) => home.request('/desk/sign-in', pressing(token, headers));

describe('a one-time link', () => {
  it('200 shows whose it is, and a button', async () => {
    const response = await open(await tokenFor('Olga'), { headers: { 'accept-language': 'en' } });
    expect([response.status, response.headers.getSetCookie(), response.headers.get('cache-control')]).toEqual([200, [], 'no-store']);
    const page = await response.text();
    expect(page).toContain('Hello, Olga');
    expect(page).toMatch(/<form method="post" action="\/desk\/sign-in">/);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("form-action 'self'");
    expect(policy).not.toContain('script-src');
    // The style is let in by name, and by nothing else.
    expect(policy).toContain(`style-src 'nonce-${/nonce="([^"]+)"/.exec(page)?.[1]}'`);
  });

  it('is used up by nobody who only reads it: previews, mail filters, a browser that looks ahead', async () => {
    const token = await tokenFor('Olga');
    const slack = { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' };
    const filter = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36' };
    for (const init of [
      { headers: slack },
      { headers: filter },
      { headers: { 'sec-purpose': 'prefetch;prerender' } },
      { method: 'HEAD' },
    ]) {
      const read = await open(token, init);
      expect([read.status, read.headers.getSetCookie()]).toEqual([200, []]);
    }
    expect((await press(token)).status).toBe(303);
  });

  it('escapes a name that looks like markup', async () => {
    await home.world.db.query(`update specialist set name = '<b>Pavel</b>' where name = 'Pavel'`);
    expect(await (await open(await tokenFor('Pavel'))).text()).toContain('&lt;b&gt;Pavel&lt;/b&gt;');
    await home.world.db.query(`update specialist set name = 'Pavel' where name = '<b>Pavel</b>'`);
  });

  it('303 its button signs in and leads to the desk', async () => {
    const response = await press(await tokenFor('Olga'));
    expect([response.status, response.headers.get('location')]).toEqual([303, '/desk/']);
    const [cookie = '', device] = response.headers.getSetCookie();
    expect(device).toMatch(/^okno_device=[\w.-]+; Max-Age=7776000; Path=\/desk; HttpOnly; SameSite=Lax$/);
    expect(cookie).toMatch(/^okno_session=[\w.-]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/);
    const me = await home.request('/desk/api/me', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(await me.json()).toMatchObject({ specialist: { name: 'Olga', role: 'specialist', department: 'client' } });
  });

  it('410 the second time, in words', async () => {
    const token = await tokenFor('Olga');
    await press(token);
    const ru = await press(token, { 'accept-language': 'ru' });
    const en = await open(token, { headers: { 'accept-language': 'en-US' } });
    expect([ru.status, ru.headers.get('set-cookie'), en.status]).toEqual([410, null, 410]);
    expect(await ru.text()).toContain('уже использована');
    expect(await en.text()).toContain('used already');
    expect(en.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('303 for one and 410 for the others when it is used at once', async () => {
    const token = await tokenFor('Olga');
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await press(token)).status));
    expect(statuses.toSorted()).toEqual([303, 410, 410, 410, 410]);
  });

  it('410 after 24 hours', async () => {
    const { clock } = home.world;
    const began = clock.at;
    const old = await tokenFor('Olga');
    clock.at = new Date(began.getTime() + 24 * 3_600_000 + 1);
    expect([(await open(old)).status, (await press(old)).status]).toEqual([410, 410]);
    clock.at = began;
  });

  it.each(['', '?token=', '?token=nonsense'])('410 for %j', async (query) => {
    expect((await home.request(`/desk/sign-in${query}`)).status).toBe(410);
    expect((await press(query.slice(7))).status).toBe(410);
  });

  it('403 when another site sends it, to sign somebody in as whom it likes', async () => {
    const token = await tokenFor('Olga');
    expect(await refusal(await press(token, { 'sec-fetch-site': 'cross-site' }))).toEqual([403, 'cross-site']);
    expect(await refusal(await press(token, { origin: 'https://evil.example', host: 'desk.example' }))).toEqual([403, 'cross-site']);
    expect((await press(token, { origin: 'http://desk.example', host: 'desk.example' })).status).toBe(303);
  });

  it('413 for a form no page of ours sends', async () => {
    expect(await refusal(await press('x'.repeat(5000)))).toEqual([413, 'too-large']);
  });

  it('is kept as a hash, and is in no log', async () => {
    const token = await tokenFor('Olga');
    await open(token);
    await press(token);
    expect(JSON.stringify(await home.world.db.query('select * from sign_in_link'))).not.toContain(token);
    expect(JSON.stringify(home.lines)).not.toContain(token);
  });

  it('marks the cookie Secure under https', async () => {
    const safe = await house({ specialists: [{ name: 'Olga' }] }, { secure: true });
    const entered = await safe.request('/desk/sign-in', pressing(await tokenFor('Olga', safe)));
    expect(entered.headers.get('set-cookie')).toContain('; Secure');
    await safe.close();
  });
});

describe('401', () => {
  const me = (cookie?: string) => home.request('/desk/api/me', { headers: cookie === undefined ? {} : { cookie } });
  const unauthorized = [401, 'unauthorized'];

  it('without a cookie, with a made-up one, with a changed one', async () => {
    const olga = await home.signIn('Olga');
    const pavel = await home.signIn('Pavel');
    const [id, signature] = olga.cookie.replace('okno_session=', '').split('.');
    const [other] = pavel.cookie.replace('okno_session=', '').split('.');
    for (const cookie of [
      undefined,
      'okno_session=',
      `okno_session=${newId()}.x`,
      `okno_session=${id}`,
      `okno_session=${other}.${signature}`,
    ]) {
      expect(await refusal(await me(cookie))).toEqual(unauthorized);
    }
  });

  it('with a chat token for a cookie', async () => {
    const { session } = await home.visitor();
    expect(await refusal(await me(`okno_session=${session.token}`))).toEqual(unauthorized);
  });

  it('after 14 days', async () => {
    const { clock } = home.world;
    const began = clock.at;
    const olga = await home.signIn('Olga');
    clock.at = new Date(began.getTime() + 14 * 86_400_000 + 1);
    expect(await refusal(await me(olga.cookie))).toEqual(unauthorized);
    clock.at = began;
  });

  it('after signing out, here and in the open stream', async () => {
    const olga = await home.signIn('Olga');
    const stream = listen(await olga.get('/events'));
    await stream.hears('hello', (each) => each.event === 'hello');
    expect((await olga.post('/sign-out', {})).status).toBe(204);
    expect(await refusal(await olga.get('/me'))).toEqual(unauthorized);
    await until('the end', stream.ended);
  });

  it('at once for somebody who left, everywhere', async () => {
    const pavel = await home.signIn('Pavel');
    const stream = listen(await pavel.get('/events'));
    await stream.hears('hello', (each) => each.event === 'hello');
    const fresh = await tokenFor('Pavel');
    await home.world.db.query(`update specialist set left_at = now() where name = 'Pavel'`);
    expect(await refusal(await pavel.get('/conversations'))).toEqual(unauthorized);
    expect(await refusal(await pavel.post(`/conversations/${newId()}/take`, { key: newId() }))).toEqual(unauthorized);
    expect((await press(fresh)).status).toBe(410);
    await until('the end', stream.ended);
    await home.world.db.query(`update specialist set left_at = null where name = 'Pavel'`);
  });

  it.each(['/me', '/people', '/conversations', `/conversations/${newId()}`, `/conversations/${newId()}/messages?after=0`, '/events'])(
    'at %s',
    async (path) => {
      expect(await refusal(await home.request(`/desk/api${path}`))).toEqual(unauthorized);
    },
  );

  it.each(['reply', 'note', 'take', 'transfer', 'resolve'])('at %s', async (verb) => {
    expect(await refusal(await home.request(`/desk/api/conversations/${newId()}/${verb}`, posting({ key: newId() })))).toEqual(
      unauthorized,
    );
  });
});

describe('403', () => {
  let olga: DeskHand;
  let pavel: DeskHand;
  beforeAll(async () => {
    olga = await home.signIn('Olga');
    pavel = await home.signIn('Pavel');
  });
  const note = (headers: Record<string, string>) => olga.post(`/conversations/${newId()}/note`, { key: newId(), text: 'x' }, headers);

  it.each<[string, () => string]>([
    ['no token', () => ''],
    ['a made-up token', () => 'x'.repeat(43)],
    ['the token of another session', () => pavel.csrf],
    ['a token cut short', () => olga.csrf.slice(0, -2)],
  ])('csrf with %s', async (_, token) => {
    expect(await refusal(await note({ 'x-csrf-token': token() }))).toEqual([403, 'csrf']);
  });

  it.each<[string, Record<string, string>]>([
    ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
    ['another Origin', { origin: 'https://evil.example', host: 'desk.example' }],
    ['Origin: null', { origin: 'null', host: 'desk.example' }],
  ])('cross-site with %s, although the token is right', async (_, headers) => {
    expect(await refusal(await note(headers))).toEqual([403, 'cross-site']);
  });

  it('not for our own page', async () => {
    const response = await note({ origin: 'http://desk.example', host: 'desk.example', 'sec-fetch-site': 'same-origin' });
    expect(await refusal(response)).toEqual([404, 'unknown-conversation']);
  });
});

it('every session has a token of its own', async () => {
  const [one, two] = [await home.signIn('Olga'), await home.signIn('Olga')];
  expect(one.csrf).not.toBe(two.csrf);
  expect(await json<{ csrf: string }>(await one.get('/me'))).toMatchObject({ csrf: one.csrf });
});
