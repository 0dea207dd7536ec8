import type { AccountId } from '../domain/ids.ts';
import type { Deps } from '../engine/deps.ts';
import type { TelegramApi } from './api.ts';
import type { Pace } from './send/pace.ts';

/** What receiving from Telegram needs beyond what the application needs. */
export interface TelegramDeps extends Deps {
  readonly api: TelegramApi;
  /** of the bot, which whatever it sends keeps to */
  readonly pace: Pace;
  readonly account: AccountId;
  /** the bot's name, for links to it; null before Telegram has told it */
  readonly username: () => string | null;
  /** waits so many ms, or until the server stops */
  readonly pause: (ms: number) => Promise<void>;
}

/** The channel account's kind. */
export const telegramKind = 'telegram';
