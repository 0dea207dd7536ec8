import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../../scripts/doctor/check.ts';
import { clock } from '../../../scripts/doctor/clock.ts';
import { telegram } from '../../../scripts/doctor/telegram.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { allowedUpdates } from '../../../src/telegram/receive/update.ts';
import { type BotApi, botApi } from '../../support/bot-api.ts';
import { tooMany } from '../../support/bot-api-faults.ts';

describe('the doctor, on Telegram', () => {
  let bot: BotApi;
  beforeAll(async () => {
    bot = await botApi();
  });
  afterAll(() => bot.close());

  const url = 'https://desk.example/telegram/webhook';
  const settings = (more: Record<string, string> = {}): Config =>
    readConfig({ TELEGRAM_BOT_TOKEN: bot.token, TELEGRAM_API_ROOT: bot.root, ...more });
  const found = async (config: Config) => {
    const findings = await telegram.look(config, () => new Date());
    return findings.filter((each) => each.isFault).map((each) => each.key);
  };
  const webhook = (more: object = {}) => {
    bot.state.webhook = { url, secret: 's', allowed: [...allowedUpdates], ...more };
  };

  it('has nothing to say of a bot that is off, or in order', async () => {
    expect(await found(readConfig({}))).toEqual([]);
    expect(await found(settings())).toEqual([]);
    webhook();
    expect(await found(settings({ PUBLIC_URL: 'https://desk.example' }))).toEqual([]);
  });

  it('tells a refused token from an API that is away', async () => {
    expect(await found(settings({ TELEGRAM_BOT_TOKEN: '123456:wrong' }))).toEqual(['telegram.token']);
    bot.fail('drop', { method: 'getMe' });
    expect(await found(settings())).toEqual(['telegram.unreachable']);
    bot.fail(tooMany(5), { method: 'getMe' });
    expect(await found(settings())).toEqual(['telegram.busy']);
  });

  it('sees a webhook that is none, another’s, stray, or asks for other kinds', async () => {
    const calling = settings({ PUBLIC_URL: 'https://desk.example' });
    webhook({ url: '' });
    expect(await found(calling)).toEqual(['telegram.webhook.none']);
    webhook({ url: 'https://other.example/hook' });
    expect(await found(calling)).toEqual(['telegram.webhook.other']);
    expect(await found(settings())).toEqual(['telegram.webhook.stray']);
    webhook({ allowed: ['message'] });
    expect(await found(calling)).toEqual(['telegram.kinds']);
    webhook();
    expect(await found(settings({ PUBLIC_URL: 'http://desk.example' }))).toEqual(['telegram.insecure', 'telegram.webhook.other']);
  });

  it('sees updates nobody takes, and the last error while it is fresh', async () => {
    webhook();
    bot.state.trouble = { pending: 250, lastError: { at: Math.floor(Date.now() / 1000) - 120, message: 'SSL error' } };
    const calling = settings({ PUBLIC_URL: 'https://desk.example' });
    expect(await found(calling)).toEqual(['telegram.error', 'telegram.pending']);
    const { lines, faults } = await diagnose([telegram, clock], calling, () => new Date(), 'ru');
    expect(faults).toBe(2);
    expect(lines.join('\n')).toContain('последний вызов не удался (2 минуты назад): SSL error');
    expect(lines.at(-1)).toBe('Найдены 2 неисправности.');
    expect(lines.join('\n')).not.toContain(bot.token);
    const refused = 'Wrong response from the webhook: 401 Unauthorized';
    bot.state.trouble = { pending: 0, lastError: { at: Math.floor(Date.now() / 1000) - 60, message: refused } };
    expect(await found(calling)).toEqual(['telegram.secret']);
    bot.state.trouble = { pending: 0, lastError: { at: Math.floor(Date.now() / 1000) - 7200, message: 'long ago' } };
    expect(await found(calling)).toEqual([]);
  });

  it('sees a clock that is off', async () => {
    const late = () => new Date(Date.now() - 90_000);
    expect((await clock.look(settings(), late)).map((each) => each.key)).toEqual(['clock.wrong']);
    expect((await clock.look(settings(), () => new Date())).map((each) => each.key)).toEqual(['clock.ok']);
  });
});
