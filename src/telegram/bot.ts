import { GrammyError } from 'grammy';
import type { TelegramDeps } from './deps.ts';
import { showProfile } from './profile.ts';
import { type PollTimes, poll, pollTimes } from './receive/poll.ts';
import { createTake, type Take } from './receive/take.ts';
import type { Webhook } from './webhook.ts';
import { clearWebhook, setWebhook } from './webhook.ts';

export interface Telegram {
  readonly take: Take;
  /** the bot's name; null before Telegram has told it */
  readonly username: () => string | null;
  /** Goes on until `stop`, whatever happens: while Telegram cannot be reached, everything else works. */
  start(): void;
  stop(): Promise<void>;
}

export interface TelegramOptions {
  /** null: the server asks Telegram */
  readonly webhook: Webhook | null;
  readonly times?: PollTimes;
  /** waits after a failed beginning, in ms; the last one again and again */
  readonly againMs?: readonly number[];
}

const usualWaits = [1_000, 2_000, 5_000, 15_000, 60_000];

/** The bot: knows its name, shows its description, and is called by Telegram or asks it. */
export function createTelegram(
  parts: Omit<TelegramDeps, 'username' | 'pause'>,
  { webhook, times = pollTimes, againMs = usualWaits }: TelegramOptions,
): Telegram {
  const ending = new AbortController();
  const { signal } = ending;
  let username: string | null = null;
  let running: Promise<void> | null = null;
  let profile: Promise<void> = Promise.resolve();
  const deps: TelegramDeps = { ...parts, username: () => username, pause: (ms) => sleep(ms, signal) };
  const { api, log, live, newId } = deps;
  const take = createTake(deps);

  /** The description says what the company promises: when that changes, so does the description. */
  function refreshProfile(): void {
    profile = profile
      .then(() => (signal.aborted ? undefined : showProfile(deps)))
      .catch((error: unknown) => log.warn({ code: codeOf(error) }, 'the bot’s description could not be set'));
  }

  async function run(): Promise<void> {
    let told = '';
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        username = (await api.getMe()).username ?? null;
        await (webhook === null ? clearWebhook(deps) : setWebhook(deps, webhook));
        break;
      } catch (error) {
        if (signal.aborted) return;
        const advice = adviceOn(error);
        if (advice !== told) log.error({ code: codeOf(error) }, advice);
        told = advice;
        await deps.pause(againMs[failures] ?? againMs.at(-1) ?? 60_000);
      }
    }
    if (signal.aborted) return;
    log.info({ bot: username, by: webhook === null ? 'polling' : 'webhook' }, 'Telegram is on');
    refreshProfile();
    if (webhook === null) await poll(deps, take, newId(), signal, times);
  }

  const stopListening = live.subscribe('company', () => {
    if (username !== null) refreshProfile();
  });

  return {
    take,
    username: () => username,
    start() {
      running ??= run();
    },
    async stop() {
      stopListening();
      ending.abort();
      await running;
      await profile;
    },
  };
}

function codeOf(error: unknown): number | null {
  return error instanceof GrammyError ? error.error_code : null;
}

function adviceOn(error: unknown): string {
  switch (codeOf(error)) {
    case 401:
    case 404:
      return 'Telegram refuses the token: set TELEGRAM_BOT_TOKEN to the one BotFather shows (/mybots, API Token). Other channels work on';
    case 400:
      return 'Telegram refuses the webhook: PUBLIC_URL has to be https and reachable from the internet. Other channels work on; it is tried again';
    case null:
      return 'Telegram cannot be reached: check the network and TELEGRAM_API_ROOT. Other channels work on; it is tried again';
    default:
      return 'Telegram does not answer as it should. Other channels work on; it is tried again';
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const wake = () => resolve();
  const timer = setTimeout(wake, ms);
  signal.addEventListener('abort', wake);
  return promise.finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
  });
}
