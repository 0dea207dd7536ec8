import { Registry } from 'prom-client';
import { useTelegramBot } from '../../src/db/telegram/account.ts';
import type { MessageBody } from '../../src/domain/message.ts';
import { createLoggedContactChannels } from '../../src/engine/delivery/logged-contact.ts';
import type { Deps } from '../../src/engine/deps.ts';
import { createEngine, type Engine } from '../../src/engine/engine.ts';
import { noCaps } from '../../src/files/caps.ts';
import { createApp } from '../../src/http/app.ts';
import { deriveKeys } from '../../src/http/keys.ts';
import { createSealing } from '../../src/http/sealing.ts';
import { createStopping } from '../../src/http/stopping.ts';
import { createHub } from '../../src/live/hub.ts';
import { createTelegramApi } from '../../src/telegram/api.ts';
import { createTelegram, type Telegram, type TelegramOptions } from '../../src/telegram/bot.ts';
import { createTelegramChannel } from '../../src/telegram/send/channel.ts';
import { createPace } from '../../src/telegram/send/pace.ts';
import { createWebchat } from '../../src/webchat/channel.ts';
import { newId, posting, secret, siteSecret } from '../http/house.ts';
import { type BotApi, botApi } from '../support/bot-api.ts';
import { type Line, recordingLog } from '../support/log.ts';
import { webhookSecret } from '../support/telegram-person.ts';
import { type World, type WorldSpec, world } from '../support/world.ts';

export interface BotHouse {
  readonly world: World;
  readonly engine: Engine;
  readonly bot: BotApi;
  readonly telegram: Telegram;
  readonly deps: Deps;
  readonly lines: Line[];
  request(path: string, init?: RequestInit): Promise<Response>;
  /** as Telegram calls the webhook; the status it is answered with */
  calls(update: object, token?: string): Promise<number>;
  /** what was said with the person of this chat, the oldest first */
  said(chat: number): Promise<{ author: string; audience: string; body: MessageBody; conversation: string }[]>;
  /** another door on the same database */
  another(options: TelegramOptions): Telegram;
  close(): Promise<void>;
}

/** A company with a bot: a Bot API server of its own before it, its engine behind it. Nothing is delivered unless the engine is started. A world that is given is not closed. */
export async function botHouse(spec: WorldSpec | World, options: TelegramOptions = { webhook: null }): Promise<BotHouse> {
  const isGiven = 'db' in spec;
  const own = isGiven ? spec : await world('pglite', spec);
  const now = () => own.clock.at;
  const bot = await botApi({ now });
  const api = createTelegramApi({ token: bot.token, apiRoot: bot.root });
  const account = await useTelegramBot(own.db, bot.token.split(':')[0] ?? '', newId);
  const live = createHub();
  const { log, lines } = recordingLog();
  const none = async function* (): AsyncIterable<Uint8Array> {};
  const access = { token: bot.token, apiRoot: bot.root };
  const pace = createPace(() => new Date());
  const channel = createTelegramChannel({ ...access, api, pace, now, random: () => 1, readFile: none });
  const engine = await createEngine({
    db: own.db,
    now,
    newId,
    log,
    live,
    channels: [createWebchat(live), ...createLoggedContactChannels(), channel],
  });
  const deps: Deps = { db: own.db, now, newId, log, live, submit: engine.submit, company: engine.company };
  const make = (made: TelegramOptions) => createTelegram({ ...deps, api, account, pace }, made);
  const telegram = make(options);
  const others: Telegram[] = [];
  const app = createApp({
    ...deps,
    keys: await deriveKeys(secret, siteSecret),
    files: () => null,
    webhooks: { sealing: await createSealing(secret), local: false },
    metrics: new Registry(),
    stopping: createStopping(),
    secure: false,
    publicOrigin: undefined,
    heartbeatMs: 15_000,
    caps: noCaps,
    addressOf: () => null,
    limits: { chats: 0, signIns: 0 },
    ready: async () => true,
    telegram: { ...telegram, secret: webhookSecret },
  });
  const request = async (path: string, init?: RequestInit) => app.request(path, init);
  return {
    world: own,
    engine,
    bot,
    telegram,
    deps,
    lines,
    request,
    calls: async (update, token = webhookSecret) =>
      (await request('/telegram/webhook', posting(update, { 'x-telegram-bot-api-secret-token': token }))).status,
    said: (chat) =>
      own.db.query(
        `select m.author, m.audience, m.body, m.conversation_id as conversation from message m join "window" w on w.id = m.window_id
           join identity_link l on l.contact_id = w.contact_id and l.until is null join identity i on i.id = l.identity_id
          where i.external_id = $1 order by m.window_id, m.seq`,
        [String(chat)],
      ),
    another: (made) => {
      const other = make(made);
      others.push(other);
      return other;
    },
    close: async () => {
      await Promise.all([telegram, ...others].map((each) => each.stop()));
      await engine.stop();
      if (!isGiven) await own.close();
      await bot.close();
    },
  };
}

/** Everything of one kind a client said. */
export function ofClient(all: Awaited<ReturnType<BotHouse['said']>>): MessageBody[] {
  return all.filter((each) => each.author === 'client').map((each) => each.body);
}

/** Who serves whoever writes from a chat, and the contact they are there. */
export const personInCharge = async (home: BotHouse, chat: number) =>
  (
    await home.world.db.query<{ name: string | null; contact: string }>(
      `select s.name, c.name as contact from identity i join identity_link l on l.identity_id = i.id and l.until is null
         join contact c on c.id = l.contact_id left join conversation v on v.contact_id = c.id and v.status not in ('closed', 'resolved')
         left join specialist s on s.id = v.specialist_id where i.external_id = $1 and i.account_id = $2`,
      [String(chat), home.deps.company().accounts.get('telegram')],
    )
  )[0];

/** The texts the bot has sent to a chat. */
export const textsTo = (home: BotHouse, chat: number) =>
  home.bot
    .callsOf('sendMessage')
    .filter((each) => each.params['chat_id'] === chat)
    .map((each) => String(each.params['text']));
