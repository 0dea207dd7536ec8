import type { Config } from '../config.ts';
import type { Company } from '../engine/company.ts';
import type { Channel } from '../engine/delivery/channel.ts';
import type { Deps } from '../engine/deps.ts';
import type { HttpDeps } from '../http/deps.ts';
import type { SlackDoor } from '../slack/receive/door.ts';
import { createSlack, slackDoor } from './slack.ts';
import { telegramBot, telegramDoor } from './telegram.ts';

interface Parts extends Pick<Deps, 'db' | 'newId' | 'now' | 'log'> {
  readonly secret: string;
  /** the engine is made after its channels: asked only once that has begun */
  readonly company: () => Company;
}

/** The messengers that the settings name. The engine needs their channels, and their doors need the engine: so they open later. */
interface Messengers {
  readonly channels: readonly Channel[];
  open(deps: Deps, publicUrl: () => string): Promise<OpenMessengers>;
}

interface OpenMessengers {
  /** where messengers call us */
  readonly doors: Pick<HttpDeps, 'telegram' | 'slack'>;
  start(): void;
  stop(): Promise<unknown>;
}

export async function createMessengers(config: Config, parts: Parts): Promise<Messengers> {
  const bot = await telegramBot(config, parts);
  let slackIn: SlackDoor | null = null;
  const slack = createSlack(config, { ...parts, workspace: () => slackIn?.connection() ?? null });
  return {
    channels: [bot, slack].flatMap((each) => each?.channel ?? []),
    async open(deps, publicUrl) {
      const telegram = bot === null ? null : telegramDoor(bot, deps);
      const door = slack === null ? null : await slackDoor(config, slack, { ...deps, publicUrl });
      slackIn = door;
      let cards: ReturnType<NonNullable<typeof slack>['start']> | undefined;
      return {
        doors: {
          ...(bot !== null && telegram !== null && { telegram: { ...telegram, secret: bot.secret } }),
          ...(door !== null && { slack: door }),
        },
        start() {
          telegram?.start();
          door?.start();
          cards = slack?.start();
        },
        stop: () => Promise.all([telegram?.stop(), door?.stop(), cards?.stop()]),
      };
    },
  };
}
