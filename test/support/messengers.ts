import { Registry } from 'prom-client';
import { v7 } from 'uuid';
import { setBeat } from '../../src/db/turns/outage.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { deliverOnce } from '../../src/engine/delivery/deliver.ts';
import { createLoggedContactChannels } from '../../src/engine/delivery/logged-contact.ts';
import { createEngine } from '../../src/engine/engine.ts';
import { startLoop } from '../../src/engine/loop.ts';
import { noCaps } from '../../src/files/caps.ts';
import { createApp } from '../../src/http/app.ts';
import { deriveKeys } from '../../src/http/keys.ts';
import { createSealing } from '../../src/http/sealing.ts';
import { createStopping } from '../../src/http/stopping.ts';
import { createHub } from '../../src/live/hub.ts';
import { closeServer, listen } from '../../src/server/listen.ts';
import { createSlack, slackDoor } from '../../src/server/slack.ts';
import { telegramBot, telegramDoor } from '../../src/server/telegram.ts';
import type { SlackDoor } from '../../src/slack/receive/door.ts';
import { createWebchat } from '../../src/webchat/channel.ts';
import { type BotApi, botApi } from './bot-api.ts';
import { type SlackApi, startSlackApi } from './slack-api.ts';
import { addStaff, signingSecret, slackUserOf } from './slack-calls.ts';
import { type SlackPerson, type SlackSide, slackPerson } from './slack-person.ts';
import { addChannel } from './slack-workspace.ts';
import { type TelegramPerson, telegramPerson, webhookSecret } from './telegram-person.ts';
import { until } from './until.ts';
import { type World, type WorldSpec, world } from './world.ts';

/** A whole server between a bot, a workspace and the web, all over HTTP; its time runs fast and can be moved on. */
export interface Messengers {
  readonly url: string;
  readonly world: World;
  readonly bot: BotApi;
  readonly slack: SlackApi;
  readonly now: () => Date;
  /** what the server warned of, or worse */
  readonly troubles: readonly string[];
  /** somebody of the staff, in Slack; they are matched by e-mail */
  colleague(name: string): SlackPerson;
  client(person: { chat: number; name: string; language: string }): TelegramPerson;
  /** so many minutes go by, with the server up all the while */
  pass(minutes: number): Promise<void>;
  close(): Promise<void>;
}

export const channelOf = { client: 'C0CLIENT', sales: 'C0SALES', finance: 'C0FINANCE' } as const;
export { slackUserOf } from './slack-calls.ts';

const newId = v7 as NewId;
const root = 'a secret of the tests, known to everybody';
/** a second is this many: what the messengers' pace would take minutes takes seconds */
const speed = 20;

export async function messengers(spec: WorldSpec): Promise<Messengers> {
  const [own, bot, slack] = await Promise.all([world('pglite', spec), botApi(), startSlackApi()]);
  const { db, clock } = own;
  const began = performance.now();
  const now = () => new Date(clock.at.getTime() + Math.round((performance.now() - began) * speed));
  for (const id of Object.values(channelOf)) addChannel(slack.workspace, id);
  addStaff(slack.workspace, spec.specialists);
  await db.query(`update department set slack_channel = 'C0' || upper(key)`);

  const troubles: string[] = [];
  const trouble = (fields: object, message: string) => void troubles.push(`${message} ${JSON.stringify(fields)}`);
  const log = { debug() {}, info() {}, warn: trouble, error: trouble };
  const live = createHub();
  const stopping = createStopping();
  let publicUrl = 'http://127.0.0.1';
  const botConfig = { telegramToken: bot.token, telegramApiRoot: bot.root, telegramWebhookSecret: webhookSecret, publicUrl };
  const telegram = await telegramBot(botConfig, { db, newId, now, log, secret: root });
  let door: SlackDoor | null = null;
  const slackConfig = { slackBotToken: slack.token, slackAppToken: undefined, slackSigningSecret: signingSecret, slackApiUrl: slack.url };
  const shown = createSlack(slackConfig, {
    db,
    now,
    newId,
    log,
    company: () => engine.company(),
    workspace: () => door?.connection() ?? null,
  });
  if (telegram === null || shown === null) throw new Error('both messengers are set up');
  const channels = [createWebchat(live), ...createLoggedContactChannels(), telegram.channel, shown.channel];
  const engine = await createEngine({ db, now, newId, log, live, channels });
  const deps = { db, now, newId, log, live, submit: engine.submit, company: engine.company };
  const telegramIn = telegramDoor(telegram, deps);
  const slackIn = await slackDoor(slackConfig, shown, { ...deps, publicUrl: () => publicUrl });
  door = slackIn;
  const app = createApp({
    ...deps,
    keys: await deriveKeys(root, undefined),
    files: () => null,
    webhooks: { sealing: await createSealing(root), local: false },
    metrics: new Registry(),
    stopping,
    secure: false,
    publicOrigin: undefined,
    heartbeatMs: 15_000,
    caps: noCaps,
    addressOf: () => null,
    limits: { chats: 0, signIns: 0 },
    ready: async () => true,
    telegram: { ...telegramIn, secret: webhookSecret },
    slack: slackIn,
  });
  const { server, port } = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
  publicUrl = `http://127.0.0.1:${port}`;
  engine.start();
  telegramIn.start();
  slackIn.start();
  // A second deliverer, as another server would be, that looks more often: what has to wait a second waits no longer than that.
  const channelFor = (account: string) => channels.find((each) => engine.company().accounts.get(each.kind) === account);
  const delivering = { db, now, holder: newId(), submit: engine.submit, channelOf: channelFor };
  const loops = [
    startLoop('deliver', 50, log, async () => (await deliverOnce(delivering)) > 0),
    startLoop('cards', 100, log, shown.showCards),
  ];
  await until('the bot has its webhook', () => bot.state.webhook.url !== '');
  await until('the whole staff is known in Slack', async () => {
    const rows = await db.query<{ n: number }>('select count(*)::int as n from specialist where slack_user is null');
    return rows[0]?.n === 0 && engine.company().accounts.has('slack');
  });

  const side: SlackSide = { url: publicUrl, slack, signingSecret, now, newId };
  return {
    url: publicUrl,
    world: own,
    bot,
    slack,
    now,
    troubles,
    colleague: (name) => slackPerson(side, slackUserOf(name)),
    client: (person) => telegramPerson({ url: publicUrl, bot, secret: webhookSecret, now }, person),
    async pass(minutes) {
      // In small steps, each with a sign of life: a gap would be an outage, which moves deadlines.
      for (let step = 0; step < minutes * 2; step++) {
        clock.at = new Date(clock.at.getTime() + 30_000);
        await setBeat(db, now());
      }
    },
    async close() {
      stopping.begin();
      await Promise.all([closeServer(server), telegramIn.stop(), slackIn.stop(), ...loops.map((each) => each.stop())]);
      await engine.stop();
      await own.close();
      await Promise.all([bot.close(), slack.close()]);
    },
  };
}
