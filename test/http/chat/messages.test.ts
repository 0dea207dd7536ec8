import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Overloaded } from '../../../src/engine/submissions/submission.ts';
import type { ChatHistory, Posted } from '../../../src/http/chat/protocol.ts';
import { type House, house, json, newId, posting, refusal } from '../house.ts';

let home: House;
beforeAll(async () => {
  home = await house({ specialists: [{ name: 'Olga' }] });
});
afterAll(() => home.close());

describe('posting', () => {
  it('201 stores a text byte for byte', async () => {
    const visitor = await home.visitor();
    const text = '  “Ёж”\r\n\t<b>&amp;</b> 👩‍👩‍👧 \u202e \u200b ﷽ ';
    const response = await visitor.post('/messages', { id: 'first', text });
    expect(response.status).toBe(201);
    expect(await json<Posted>(response)).toMatchObject({ duplicate: false, seq: expect.any(Number) });
    expect((await visitor.history()).messages[0]).toMatchObject({ id: 'first', from: 'client', text, edited: false, deleted: false });
  });

  it('201 cleans NUL and lone surrogates', async () => {
    const visitor = await home.visitor();
    await visitor.says('a\0b\ud800c');
    expect((await visitor.history()).messages[0]?.text).toBe('ab\ufffdc');
  });

  it('201 takes a tapped choice as the words on its button', async () => {
    const visitor = await home.visitor({ language: 'en' });
    const { question } = visitor.session.opening;
    const option = question?.options[0];
    const response = await visitor.post('/messages', { id: 'tap', choice: { question: question?.id, option: option?.id } });
    expect(response.status).toBe(201);
    const { messages } = await visitor.history();
    expect(messages.find((each) => each.from === 'client')).toMatchObject({ text: option?.label, choice: { option: option?.id } });
  });

  it('200 answers a repeat like the first, and stores it once', async () => {
    const visitor = await home.visitor();
    const first = await visitor.says('Once', 'same');
    const again = await visitor.post('/messages', { id: 'same', text: 'Once' });
    expect([again.status, await json<Posted>(again)]).toEqual([200, { ...first, duplicate: true }]);
    expect((await visitor.history()).messages.filter((each) => each.text === 'Once')).toHaveLength(1);
  });

  it('201 although another visitor used the same id', async () => {
    const [one, two] = [await home.visitor(), await home.visitor()];
    await one.says('One', 'shared');
    expect((await two.post('/messages', { id: 'shared', text: 'Two' })).status).toBe(201);
    expect((await two.history()).messages[0]).toMatchObject({ id: 'shared', text: 'Two' });
  });

  it.each([
    ['neither text nor choice', { id: 'a' }],
    ['both', { id: 'a', text: 'x', choice: { question: 'q', option: 'o' } }],
    ['an empty text', { id: 'a', text: '' }],
    ['a text that is empty once cleaned', { id: 'a', text: '\0\0' }],
    ['a text of 16,001 characters', { id: 'a', text: 'x'.repeat(16_001) }],
    ['an id with a space', { id: 'a b', text: 'x' }],
    ['an id of 65 characters', { id: 'x'.repeat(65), text: 'x' }],
    ['a field nobody knows', { id: 'a', text: 'x', window: newId() }],
  ])('400 for %s', async (_, body) => {
    const visitor = await home.visitor();
    expect(await refusal(await visitor.post('/messages', body))).toEqual([400, 'invalid-request']);
  });

  it('201 for a text of exactly 16,000 characters of three bytes', async () => {
    const visitor = await home.visitor();
    expect((await visitor.post('/messages', { id: 'long', text: '漢'.repeat(16_000) })).status).toBe(201);
  });

  it('409 stale-choice for a question that is not being asked', async () => {
    const visitor = await home.visitor();
    const { question } = visitor.session.opening;
    const choice = { question: question?.id, option: question?.options[0]?.id };
    await visitor.post('/messages', { id: 'one', choice });
    expect(await refusal(await visitor.post('/messages', { id: 'two', choice }))).toEqual([409, 'stale-choice']);
  });

  it('422 unknown-choice for a button that never was', async () => {
    const visitor = await home.visitor();
    const choice = { question: visitor.session.opening.question?.id, option: 'no-such-option' };
    expect(await refusal(await visitor.post('/messages', { id: 'one', choice }))).toEqual([422, 'unknown-choice']);
  });
});

describe('posting when it cannot be stored', () => {
  let failure: Error;
  let broken: House;
  beforeAll(async () => {
    broken = await house({ specialists: [] }, { submit: () => Promise.reject(failure) });
  });
  afterAll(() => broken.close());

  it.each([
    ['sender', 429, 'too-many-requests'],
    ['server', 503, 'overloaded'],
  ] as const)('an overloaded %s gets %i with Retry-After', async (scope, status, code) => {
    failure = new Overloaded(scope, 1.5);
    const response = await (await broken.visitor()).post('/messages', { id: 'a', text: 'x' });
    expect(response.headers.get('retry-after')).toBe('2');
    expect(await refusal(response)).toEqual([status, code]);
  });

  it('500 says nothing of the inside and names the request', async () => {
    failure = new Error('relation "message" does not like «secret words»');
    const response = await (await broken.visitor()).post('/messages', { id: 'a', text: 'x' });
    expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
    const text = await response.text();
    expect([response.status, JSON.parse(text).error.code]).toEqual([500, 'internal']);
    expect(text).not.toContain('relation');
    expect(JSON.stringify(broken.lines)).not.toContain('secret words');
  });
});

describe('the history', () => {
  it('200 pages backwards and forwards, oldest first, without gaps', async () => {
    const visitor = await home.visitor();
    for (let n = 0; n < 7; n++) await visitor.says(`message ${n}`);
    const whole = (await visitor.history()).messages.map((each) => each.seq);
    const page = async (query: string) => json<ChatHistory>(await visitor.get(`/messages?${query}`));
    const newest = await page('limit=3');
    const older = await page(`limit=3&before=${newest.messages[0]?.seq}`);
    expect([...older.messages, ...newest.messages].map((each) => each.seq)).toEqual(whole.slice(-6));
    expect([newest.more, older.more]).toEqual([true, whole.length > 6]);
    const first = await page('limit=4&after=0');
    const rest = await page(`limit=200&after=${first.messages.at(-1)?.seq}`);
    expect([...first.messages, ...rest.messages].map((each) => each.seq)).toEqual(whole);
    expect([first.more, rest.more]).toEqual([true, false]);
  });

  it('200 with the windows of a contact as one line, the older below the current', async () => {
    const [old, current] = [await home.visitor(), await home.visitor()];
    await old.says('before they were known');
    await current.says('now');
    const { db } = home.world;
    const [contact] = await db.query<{ id: string }>(
      `select contact_id as id from message m join "window" w on w.id = m.window_id where m.body->>'text' = 'now'`,
    );
    await db.query(
      `update "window" w set contact_id = $1::text::uuid from message m where m.window_id = w.id and m.body->>'text' = 'before they were known'`,
      [contact?.id],
    );
    const { messages } = await current.history();
    const clients = messages.filter((each) => each.from === 'client');
    expect(clients.map((each) => each.text)).toEqual(['before they were known', 'now']);
    expect(messages.map((each) => each.seq)).toEqual(messages.map((each) => each.seq).toSorted((a, b) => a - b));
    expect(clients[0]?.seq).toBeLessThan(0);
    const newest = await json<ChatHistory>(await current.get('/messages?limit=1'));
    const before = await json<ChatHistory>(await current.get(`/messages?before=${clients[1]?.seq}`));
    expect([newest.more, before.messages[0]?.text]).toEqual([true, 'before they were known']);
  });

  it('200 keeps the place of a deleted message, without its words', async () => {
    const visitor = await home.visitor();
    const { seq } = await visitor.says('take this back');
    await home.world.db.query(`update message set deleted_at = now() where body->>'text' = 'take this back'`);
    const found = (await visitor.history()).messages.find((each) => each.seq === seq);
    expect(found).toMatchObject({ text: '', deleted: true });
  });

  it('200 is empty before the first message', async () => {
    expect(await (await home.visitor()).history()).toEqual({ messages: [], more: false, lastSeq: 0 });
  });

  it('200 never reaches the window of somebody else', async () => {
    const [one, two] = [await home.visitor(), await home.visitor()];
    await one.says('mine alone');
    await two.says('hello');
    expect(JSON.stringify(await two.history())).not.toContain('mine alone');
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'after=1&before=2', 'window=1', 'after=', 'before=1e3', 'after=99999999999999999999'])(
    '400 for ?%s',
    async (query) => {
      expect(await refusal(await (await home.visitor()).get(`/messages?${query}`))).toEqual([400, 'invalid-request']);
    },
  );
});

describe('seen', () => {
  it('204 is shown at the desk, and never goes back', async () => {
    const visitor = await home.visitor();
    const { seq } = await visitor.says('Hello');
    const { lastSeq } = await visitor.history();
    const seen = async () => (await home.world.db.query<{ seen: number }>('select max(seen_seq) as seen from "window"'))[0]?.seen;
    expect((await visitor.post('/seen', { seq: lastSeq })).status).toBe(204);
    const before = await seen();
    expect((await visitor.post('/seen', { seq })).status).toBe(204);
    expect([before, await seen()]).toEqual([lastSeq, lastSeq]);
  });

  it('204 from a screen on which nothing was written yet', async () => {
    expect((await (await home.visitor()).post('/seen', { seq: 0 })).status).toBe(204);
  });

  it.each([[{ seq: -1 }], [{ seq: 1.5 }], [{ seq: '1' }], [{}]])('400 for %j', async (body) => {
    expect(await refusal(await (await home.visitor()).post('/seen', body))).toEqual([400, 'invalid-request']);
  });
});

it('answers other sites’ pages: any origin, no cookies', async () => {
  const preflight = await home.request('/chat/v1/messages', {
    method: 'OPTIONS',
    headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  const refused = await home.request('/chat/v1/messages', posting({}, { origin: 'https://shop.example' }));
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
});
