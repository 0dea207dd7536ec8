import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelegramApi } from '../../src/telegram/api.ts';
import { sendBotMessage } from '../../src/telegram/bot-message.ts';
import type { TelegramDeps } from '../../src/telegram/deps.ts';
import { createPace } from '../../src/telegram/send/pace.ts';
import { newId } from '../http/house.ts';
import { type BotApi, botApi } from '../support/bot-api.ts';

const many = 30;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

describe('what the bot says beside conversations', () => {
  let bot: BotApi;
  beforeEach(async () => {
    bot = await botApi();
  });
  afterEach(() => bot.close());

  const depsWith = (more: Partial<TelegramDeps>) =>
    ({ api: createTelegramApi({ token: bot.token, apiRoot: bot.root }), log: silent, newId, pause, ...more }) as TelegramDeps;

  it('keeps to the pace of the bot, so that nobody’s answers are refused for it', async () => {
    const deps = depsWith({ pace: createPace(() => new Date()) });
    const began = Date.now();
    const sent = await Promise.all(Array.from({ length: many }, (_, i) => sendBotMessage(deps, 100 + i, { text: 'Просто напишите' })));
    expect(sent).toEqual(Array(many).fill(true));
    // Eight go at once, and the others 45 ms apart.
    expect(Date.now() - began).toBeGreaterThanOrEqual((many - 8) * 45 - 10);
    expect(bot.callsOf('sendMessage')).toHaveLength(many);
  });

  it('is let go when whoever asked would wait too long', async () => {
    const waited: number[] = [];
    const deps = depsWith({ pace: { ...createPace(() => new Date()), reserve: () => 9000 }, pause: async (ms) => void waited.push(ms) });
    expect(await sendBotMessage(deps, 100, { text: 'Просто напишите' })).toBe(false);
    expect(waited).toEqual([9000, 9000, 9000]);
    expect(bot.calls).toEqual([]);
  });
});
