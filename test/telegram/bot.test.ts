import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { leaveLease, takeLease } from '../../src/db/lease.ts';
import type { PollTimes } from '../../src/telegram/receive/poll.ts';
import { newId } from '../http/house.ts';
import { ApiFault, badGateway } from '../support/bot-api-faults.ts';
import { until } from '../support/until.ts';
import { type World, world } from '../support/world.ts';
import { type BotHouse, botHouse, ofClient } from './bot-house.ts';
import { like } from './fixtures.ts';

const quick: PollTimes = { askSeconds: 1, leaseMs: 60_000, lookMs: 30, backOffMs: [20, 40] };
const allowed = ['message', 'edited_message', 'callback_query', 'message_reaction', 'my_chat_member'];

describe('the bot begins', () => {
  let company: World;
  let home: BotHouse;
  beforeAll(async () => {
    const hours = { mon: [[540, 1080]], tue: [[540, 1080]], sat: [[600, 840]] } as const;
    company = await world('pglite', { specialists: [{ name: 'Olga' }], hours });
  });
  afterAll(() => company.close());
  afterEach(async () => {
    expect(home.bot.mistakes).toEqual([]);
    await home.close();
  });
  const logged = (part: string) => home.lines.filter((each) => each.message.includes(part));

  it('by asking Telegram, when nobody can call it: what is asked for is confirmed when it is committed', async () => {
    home = await botHouse(company, { webhook: null, times: quick });
    home.bot.state.webhook = { url: 'https://old.example/telegram/webhook', secret: '', allowed: [] };
    home.bot.push(like('text', 1, { text: 'one', entities: [] }), like('text', 1, { text: 'two', entities: [] }));
    home.telegram.start();
    await until('both are stored', async () => ofClient(await home.said(1)).length === 2);
    await until('both are confirmed', () => home.bot.pending() === 0);
    expect(home.bot.callsOf('getUpdates')[0]?.params).toMatchObject({ offset: 0, allowed_updates: allowed });
    expect(home.bot.state.webhook.url).toBe('');
    home.bot.push(like('text', 1, { text: 'three', entities: [] }));
    await until('the next one', async () => ofClient(await home.said(1)).length === 3);
  });

  it('with a second poller’s 409: says so, waits, and goes on', async () => {
    home = await botHouse(company, { webhook: null, times: quick });
    home.bot.fail(new ApiFault(409, 'Conflict: terminated by other getUpdates request'), { method: 'getUpdates', times: 3 });
    home.bot.push(like('text', 2, { text: 'after the other one', entities: [] }));
    home.telegram.start();
    await until('it is stored', async () => ofClient(await home.said(2)).length === 1);
    expect(logged('somebody else asks Telegram')).toHaveLength(3);
  });

  it('leaves the asking to the process that holds the lease, and takes over when that one is gone', async () => {
    home = await botHouse(company, { webhook: null, times: quick });
    const other = newId();
    const { db, clock } = home.world;
    expect(await takeLease(db, 'telegram', other, clock.at, 60_000)).toBe(true);
    home.bot.push(like('text', 3, { text: 'hello', entities: [] }));
    home.telegram.start();
    await until('the bot is on', () => logged('Telegram is on').length === 1);
    expect(home.bot.callsOf('getUpdates')).toEqual([]);
    clock.at = new Date(clock.at.getTime() + 60_001);
    await until('it is stored', async () => ofClient(await home.said(3)).length === 1);
    await home.telegram.stop();
    expect(await takeLease(db, 'telegram', other, clock.at, 1000)).toBe(true);
    await leaveLease(db, 'telegram', other);
  });

  it('whatever is wrong at first: it says what to do once, and comes up by itself', async () => {
    home = await botHouse(company, { webhook: null, times: quick, retryMs: [10] });
    home.bot.fail(new ApiFault(401, 'Unauthorized'), { method: 'getMe' });
    home.bot.fail('drop', { method: 'getMe', times: 2 });
    home.bot.fail(badGateway, { method: 'getWebhookInfo' });
    home.telegram.start();
    expect(home.telegram.username()).toBeNull();
    await until('the bot is on', () => logged('Telegram is on').length === 1);
    expect(home.telegram.username()).toBe('okno_test_bot');
    expect(logged('Telegram refuses the token: set TELEGRAM_BOT_TOKEN')).toHaveLength(1);
    expect(JSON.stringify(home.lines)).not.toContain(home.bot.token);
  });

  it('by telling Telegram where to call, only when that is not so already', async () => {
    const webhook = { url: 'https://desk.example/telegram/webhook', secret: 'one' };
    home = await botHouse(company, { webhook });
    home.telegram.start();
    await until('the webhook', () => home.bot.state.webhook.url === webhook.url);
    expect(home.bot.state.webhook).toEqual({ url: webhook.url, secret: 'one', allowed });
    const again = async (other: typeof webhook) => {
      const seen = logged('Telegram is on').length;
      home.another({ webhook: other }).start();
      await until('the other one is on', () => logged('Telegram is on').length > seen);
      return home.bot.callsOf('setWebhook').length;
    };
    await until('the first one is on', () => logged('Telegram is on').length === 1);
    expect(await again(webhook)).toBe(1);
    expect(await again({ ...webhook, secret: 'two' })).toBe(2);
    home.bot.state.webhook = { ...home.bot.state.webhook, allowed: ['message'] };
    expect(await again({ ...webhook, secret: 'two' })).toBe(3);
    const message = 'Wrong response from the webhook: 401 Unauthorized';
    home.bot.state.trouble = { pending: 0, lastError: { at: 0, message } };
    expect(await again({ ...webhook, secret: 'two' })).toBe(4);
    expect(home.bot.callsOf('getUpdates')).toEqual([]);
  });

  it('shows the standard and the commands in both languages, once', async () => {
    home = await botHouse(company, { webhook: null, times: quick });
    home.telegram.start();
    await until('the last of it', () => home.bot.state.shortDescriptions.size === 2);
    expect(home.bot.state.descriptions.get('ru')).toBe(
      'Пишите сюда: отвечает человек. Первый ответ за 4 рабочие минуты.\n\nМы на связи: пн–вт 9:00–18:00, сб 10:00–14:00 (UTC).',
    );
    expect(home.bot.state.descriptions.get('')).toBe(
      'Write here: a person answers. First answer within 4 working minutes.\n\nWe are here Mon–Tue 9:00–18:00, Sat 10:00–14:00 (UTC).',
    );
    expect(home.bot.state.shortDescriptions.get('ru')).toBe('Одно окно: пишите, отвечает человек. Первый ответ за 4 минуты.');
    expect(home.bot.state.commands.get('')).toMatchObject([
      { command: 'start' },
      { command: 'help' },
      { command: 'language' },
      { command: 'invoice' },
    ]);
    const set = home.bot.callsOf('setMyDescription').length;
    home.deps.live.publish([{ topic: 'company' }]);
    const seen = home.bot.callsOf('getMyShortDescription').length;
    await until('it was looked at again', () => home.bot.callsOf('getMyShortDescription').length >= seen + 2);
    expect(home.bot.callsOf('setMyDescription')).toHaveLength(set);
  });
});
