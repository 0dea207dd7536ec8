import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/support/port.ts';
import { type Server, startServer } from '../../scripts/support/server.ts';
import type { ChatSession } from '../../src/http/chat/protocol.ts';
import { type BotApi, botApi } from '../support/bot-api.ts';
import { databases } from '../support/database.ts';
import { type Demo, linkOf, newDemo } from '../support/demo.ts';
import { type DeskUser, signIn } from '../support/desk-user.ts';
import { type SlackApi, startSlackApi } from '../support/slack-api.ts';
import { signingSecret } from '../support/slack-calls.ts';
import { readable } from '../support/slack-person.ts';
import { addChannel } from '../support/slack-workspace.ts';
import { type TelegramPerson, telegramPerson, webhookSecret } from '../support/telegram-person.ts';
import { until } from '../support/until.ts';
import { type Visitor, visitorWith } from '../support/visitor.ts';

/** Well below any lease: nothing waits for one to end. */
const soonMs = 12_000;
const channel = 'C0CLIENT';

describe.each(databases())('a server killed while it sends, on %s', (kind) => {
  let demo: Demo;
  let bot: BotApi;
  let slack: SlackApi;
  let server: Server;
  let irina: TelegramPerson;
  let visitor: Visitor;
  let desk: DeskUser;
  let conversation = '';

  beforeAll(async () => {
    const prepare = async (db: { query(statement: string): Promise<unknown> }) => {
      await db.query(`update department set slack_channel = 'C0' || upper(key)`);
    };
    [bot, slack, demo] = await Promise.all([botApi(), startSlackApi(), newDemo(kind, { prepare })]);
    for (const id of [channel, 'C0SALES', 'C0FINANCE']) addChannel(slack.workspace, id);
    const port = await freePort();
    server = await startServer({
      ...demo.place,
      port,
      settings: {
        PUBLIC_URL: `http://127.0.0.1:${port}`,
        TELEGRAM_BOT_TOKEN: bot.token,
        TELEGRAM_API_ROOT: bot.root,
        TELEGRAM_WEBHOOK_SECRET: webhookSecret,
        SLACK_BOT_TOKEN: slack.token,
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_API_URL: slack.url,
      },
    });
    await until('the bot has its webhook', () => bot.state.webhook.url !== '');
    await until('Slack is known', () => slack.callsOf('users.list').length + slack.callsOf('users.lookupByEmail').length > 0);
    irina = telegramPerson(
      { url: server.url, bot, secret: webhookSecret, now: () => new Date() },
      { chat: 501, name: 'Ирина', language: 'ru' },
    );
    await irina.writes('Позовите человека');
    const director = await signIn(linkOf(demo.members.find((each) => each.role === 'director') ?? never(), server.url, 'program'));
    const row = await until('somebody has her', async () =>
      (await director.list('view=all&status=open')).find((each) => each.specialist !== null),
    );
    conversation = row.id;
    const answers = demo.members.find((each) => each.name === row.specialist?.name) ?? never();
    desk = await signIn(linkOf(answers, server.url, 'program'));
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"language":"ru"}' };
    visitor = visitorWith(server.url, (await (await fetch(`${server.url}/chat/v1/session`, init)).json()) as ChatSession);
  });
  afterAll(async () => {
    await server?.kill('SIGKILL');
    await Promise.all([bot?.close(), slack?.close(), demo?.place.release()]);
  });

  const heard = (text: string) => irina.reads().filter((each) => each.text.includes(text)).length;
  const shown = (text: string) =>
    (slack.workspace.channels.get(channel)?.messages ?? []).filter((each) => readable(each.blocks ?? [{ text: each.text }]).includes(text))
      .length;
  /** kills it with a call hanging, and starts it again; answers when it serves */
  const killAndStart = async (): Promise<number> => {
    await server.kill('SIGKILL');
    slack.heal();
    await server.restart();
    return Date.now();
  };

  it('sends an answer to Telegram at once when it is back, once', async () => {
    bot.fail('hang', { method: 'sendMessage', chat: irina.chat, times: 1 });
    const before = bot.callsOf('sendMessage').length;
    expect((await desk.act(conversation, 'reply', { text: 'Уже смотрю' })).status).toBe(200);
    await until('it is being sent', () => bot.callsOf('sendMessage').length > before);
    const at = await killAndStart();
    await until('it is there', () => heard('Уже смотрю') > 0, 60_000);
    expect(Date.now() - at).toBeLessThan(soonMs);
    expect(heard('Уже смотрю')).toBe(1);
  });

  it.each(['hang', 'drop-after'] as const)('shows a client’s words and a card in Slack, once (%s)', async (type) => {
    slack.fail({ type }, { method: 'chat.postMessage', channel, times: 100 });
    const before = slack.callsOf('chat.postMessage').length;
    const text = `Позовите человека, ${type}`;
    expect((await visitor.post({ text })).status).toBe(201);
    await until('a card or words are being posted', () => slack.callsOf('chat.postMessage').length > before);
    const at = await killAndStart();
    await until('they are there', () => shown(text) > 0, 60_000);
    expect(Date.now() - at).toBeLessThan(soonMs);
    expect(shown(text)).toBe(1);
  });

  it('takes an answer from the desk once, though its own answer was lost with the server', async () => {
    const key = v7();
    const text = 'Вот ответ';
    const sent = desk.act(conversation, 'reply', { key, text }).catch(() => null);
    await server.kill('SIGKILL');
    await sent;
    await server.restart();
    expect((await desk.act(conversation, 'reply', { key, text })).status).toBe(200);
    expect((await desk.act(conversation, 'reply', { key, text })).status).toBe(200);
    await until('it is there', () => heard(text) > 0, 30_000);
    expect(heard(text)).toBe(1);
    expect((await desk.thread(conversation)).filter((each) => each.text === text)).toHaveLength(1);
  });
});

function never(): never {
  throw new Error('nobody is there');
}
