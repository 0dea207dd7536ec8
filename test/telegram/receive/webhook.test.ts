import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Overloaded } from '../../../src/engine/submissions/submission.ts';
import { createReceiveUpdate } from '../../../src/telegram/receive/receive-update.ts';
import { createPace } from '../../../src/telegram/send/pace.ts';
import { posting, refusal } from '../../http/house.ts';
import { webhookSecret } from '../../support/telegram-person.ts';
import { type BotHouse, botHouse, ofClient } from '../bot-house.ts';
import { fixture, fixtureNames, like } from '../fixtures.ts';

describe('Telegram’s webhook', () => {
  let home: BotHouse;
  const traces = async () =>
    (
      await home.world.db.query<{ n: number }>(
        'select (select count(*) from message) + (select count(*) from inbound_key) + (select count(*) from identity) as n',
      )
    )[0]?.n;

  beforeAll(async () => {
    home = await botHouse({ specialists: [{ name: 'Olga' }] });
  });
  afterAll(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });

  it.each([
    ['a forged secret', { 'x-telegram-bot-api-secret-token': 'secret-of_the-testz' }],
    ['a secret that only begins alike', { 'x-telegram-bot-api-secret-token': `${webhookSecret}x` }],
    ['no secret', {}],
  ])('refuses %s with 401 and keeps nothing of it', async (_, headers) => {
    const before = await traces();
    expect(await refusal(await home.request('/telegram/webhook', posting(fixture('text'), headers)))).toEqual([401, 'webhook-secret']);
    expect(await traces()).toBe(before);
  });

  it.each([
    ['what is not JSON', '{"update_id":', 'bad-json'],
    ['what has no number', '{"message":{}}', 'invalid-request'],
  ])('refuses %s with 400', async (_, body, code) => {
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret };
    expect(await refusal(await home.request('/telegram/webhook', { method: 'POST', headers, body }))).toEqual([400, code]);
  });

  it('refuses a body beyond a megabyte', async () => {
    expect(await home.calls({ update_id: 1, message: { text: 'x'.repeat(1024 * 1024) } })).toBe(413);
  });

  it('answers every kind of update with 200', async () => {
    for (const name of fixtureNames) expect([name, await home.calls(fixture(name))]).toEqual([name, 200]);
  });

  it('takes the same updates days later without a trace', async () => {
    const before = [await traces(), home.bot.callsOf('sendMessage').length];
    home.world.clock.at = new Date(home.world.clock.at.getTime() + 3 * 86_400_000);
    for (const name of fixtureNames) expect([name, await home.calls(fixture(name))]).toEqual([name, 200]);
    expect([await traces(), home.bot.callsOf('sendMessage').length]).toEqual(before);
  });

  it('passes over kinds it never asked for, and logs by number what it cannot read', async () => {
    expect(await home.calls({ update_id: 77, shipping_query: { id: 'x' } })).toBe(200);
    expect(await home.calls({ update_id: 78, message: { message_id: 'none' } })).toBe(200);
    expect(home.lines).toContainEqual(expect.objectContaining({ level: 'error', fields: expect.objectContaining({ update: 78 }) }));
  });

  it.each<[string, Record<string, unknown>]>([
    ['looks without a place', { entities: [{ type: 'bold' }, { type: 'bold', offset: 1e300, length: 1 }] }],
    ['a sender without a name', { from: { id: 1 } }],
    ['a time beyond all calendars', { date: 9e15 }],
    ['a time the database has no place for', { date: -9e12 }],
    ['an answer to half a message', { reply_to_message: { message_id: 1 } }],
    ['a place beyond the earth', { location: { latitude: 1e308, longitude: 0 } }],
  ])('keeps the words that come with %s', async (_, odd) => {
    const update = like('text', 800_005, { text: 'words', entities: [], ...odd });
    const chat = 810_000 + update.update_id;
    const inChat = { ...update, message: { ...(update['message'] as object), chat: { id: chat, type: 'private' } } };
    expect(await home.calls(inChat)).toBe(200);
    expect(ofClient(await home.said(chat)).map((each) => each.text)).toEqual(['words']);
  });

  it('waits for no answer of Telegram’s to a tapped button', async () => {
    home.bot.fail('hang', { method: 'answerCallbackQuery' });
    expect(await home.calls(like('choice', 800_006))).toBe(200);
  });

  it('makes one message of an album that comes in ten calls at once', async () => {
    const album = Array.from({ length: 10 }, (_, i) => like(`album-${i}`, 800_001));
    expect(await Promise.all(album.map((each) => home.calls(each)))).toEqual(Array(10).fill(200));
    const said = await home.said(800_001);
    const [message, ...more] = ofClient(said);
    expect(more).toEqual([]);
    expect(message?.attachments).toHaveLength(10);
    expect(new Set(said.map((each) => each.conversation)).size).toBe(1);
  });

  it('keeps the order of a chat whose messages come at once', async () => {
    const words = Array.from({ length: 12 }, (_, i) => `word ${i}`);
    const updates = words.map((text) => like('text', 800_002, { text, entities: [] }));
    expect(await Promise.all(updates.map((each) => home.calls(each)))).toEqual(Array(12).fill(200));
    expect(ofClient(await home.said(800_002)).map((each) => each.text)).toEqual(words);
  });

  it('asks Telegram to come again while the desk is overloaded', async () => {
    const busy = createReceiveUpdate({ ...depsOf(home), submit: () => Promise.reject(new Overloaded('server', 1)) });
    await expect(busy(like('text', 800_003))).rejects.toBeInstanceOf(Overloaded);
  });

  it('skips an update that fails twice, and goes on with the chat', async () => {
    const poison = like('text', 800_004, { text: 'poison' });
    let tries = 0;
    const receive = createReceiveUpdate({
      ...depsOf(home),
      submit: (each) => {
        if (each.type !== 'inbound' || each.content.text !== 'poison') return home.deps.submit(each);
        tries += 1;
        return Promise.reject(new TypeError('no way'));
      },
    });
    await Promise.all([receive(poison), receive(like('text', 800_004, { text: 'after it', entities: [] }))]);
    expect(tries).toBe(2);
    expect(ofClient(await home.said(800_004)).map((each) => each.text)).toEqual(['after it']);
    expect(home.lines).toContainEqual({
      level: 'error',
      fields: { update: poison.update_id },
      message: 'an update from Telegram failed twice, and is skipped',
    });
  });
});

function depsOf({ deps, bot }: BotHouse) {
  const quiet = new Proxy({}, { get: () => async () => true }) as Parameters<typeof createReceiveUpdate>[0]['api'];
  return {
    ...deps,
    api: quiet,
    pace: createPace(deps.now),
    account: deps.company().accounts.get('telegram') as Parameters<typeof createReceiveUpdate>[0]['account'],
    username: () => bot.state.me.username,
    pause: async () => {},
  };
}
