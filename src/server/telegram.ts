import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import { wakeAccount } from '../db/delivery/outages.ts';
import { useTelegramBot } from '../db/telegram/account.ts';
import type { AccountId, NewId } from '../domain/ids.ts';
import type { Channel } from '../engine/delivery/channel.ts';
import { atMost } from '../engine/delivery/in-flight.ts';
import { type Reach, watchReach } from '../engine/delivery/reach.ts';
import type { Deps, Log } from '../engine/deps.ts';
import { readFile } from '../files/read.ts';
import { defaultTelegramSecret } from '../http/keys.ts';
import { createTelegramApi, type TelegramApi } from '../telegram/api.ts';
import { createTelegram, type Telegram } from '../telegram/bot.ts';
import { createTelegramChannel } from '../telegram/send/channel.ts';
import { botGate, createPace, type Pace } from '../telegram/send/pace.ts';
import type { Webhook } from '../telegram/webhook.ts';

/** The bot of the settings, before the engine runs: it needs the account and the channel. */
export interface Bot {
  readonly api: TelegramApi;
  readonly account: AccountId;
  readonly channel: Channel;
  readonly pace: Pace;
  /** null: the server asks Telegram */
  readonly webhook: Webhook | null;
  readonly secret: string;
  /** whether Telegram answers our calls */
  readonly reach: Reach;
}

type BotConfig = Pick<Config, 'telegramToken' | 'telegramApiRoot' | 'telegramWebhookSecret' | 'publicUrl'>;

interface BotParts {
  readonly db: Db;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly log: Log;
  readonly secret: string;
}

const askMs = 10_000;

/** Makes the bot; null where no token is set. Asks Telegram nothing: the bot's number stands in its token. */
export async function telegramBot(
  { telegramToken: token, telegramApiRoot: apiRoot, telegramWebhookSecret, publicUrl }: BotConfig,
  { db, newId, now, log, secret: root }: BotParts,
): Promise<Bot | null> {
  if (token === undefined) return null;
  const account = await useTelegramBot(db, token.split(':')[0] ?? '', newId);
  const reach: Reach = watchReach({
    ...{ db, newId, now, log },
    what: 'telegram',
    // A question that hangs tells nothing: it is asked again sooner than a call gives up.
    ask: () => atMost(api.getMe(), askMs),
    onUp: () => wakeAccount(db, { account, scopes: [botGate], now: now() }),
  });
  const api: TelegramApi = createTelegramApi({ token, apiRoot }, reach);
  const pace = createPace(now);
  const secret = telegramWebhookSecret ?? (await defaultTelegramSecret(root));
  return {
    api,
    account,
    reach,
    pace,
    channel: createTelegramChannel({ token, apiRoot, api, pace, now, random: Math.random, readFile: (id) => readFile(db, id) }),
    webhook: publicUrl === undefined ? null : { url: `${publicUrl}/telegram/webhook`, secret },
    secret,
  };
}

export function telegramDoor({ api, account, pace, webhook, reach }: Bot, deps: Deps): Telegram {
  const telegram = createTelegram({ ...deps, api, account, pace }, { webhook });
  return {
    ...telegram,
    async stop() {
      await Promise.all([telegram.stop(), reach.stop()]);
    },
  };
}
