import type { TelegramDeps } from './deps.ts';
import { errorCodeOf } from './failure.ts';
import { updateProfile } from './profile.ts';
import { type PollTimes, poll, pollTimes } from './receive/poll.ts';
import { createReceiveUpdate, type ReceiveUpdate } from './receive/receive-update.ts';
import type { Webhook } from './webhook.ts';
import { clearWebhook, setWebhook } from './webhook.ts';

export interface Telegram {
  readonly receive: ReceiveUpdate;
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
  /** waits after Telegram could not be reached, in ms; the last one again and again */
  readonly retryMs?: readonly number[];
}

const usualRetryMs = [1_000, 2_000, 5_000];

/** Makes the bot: it learns its name, shows its description, and is called by Telegram or asks it. */
export function createTelegram(
  parts: Omit<TelegramDeps, 'username' | 'pause'>,
  { webhook, times = pollTimes, retryMs = usualRetryMs }: TelegramOptions,
): Telegram {
  const ending = new AbortController();
  const { signal } = ending;
  let username: string | null = null;
  let running: Promise<void> | null = null;
  let profile: Promise<void> = Promise.resolve();
  const deps: TelegramDeps = { ...parts, username: () => username, pause: (ms) => sleep(ms, signal) };
  const { log, live } = deps;
  const receive = createReceiveUpdate(deps);

  /** Updates the description, which says what the company promises, one update after the other. */
  function refreshProfile(): void {
    profile = profile
      .then(() => (signal.aborted ? undefined : updateProfile(deps)))
      .catch((error: unknown) => log.warn({ code: errorCodeOf(error) }, 'the bot’s description could not be set'));
  }

  async function run(): Promise<void> {
    username = await connect(deps, webhook, retryMs, signal);
    if (signal.aborted) return;
    log.info({ bot: username, by: webhook === null ? 'polling' : 'webhook' }, 'Telegram is on');
    refreshProfile();
    if (webhook === null) await poll(deps, receive, deps.db.self, signal, times);
  }

  const stopListening = live.subscribe('company', () => {
    if (username !== null) refreshProfile();
  });

  return {
    receive,
    username: () => username,
    start() {
      running ??= run().catch((error: unknown) => log.error({ code: errorCodeOf(error) }, 'the bot has stopped; other channels work on'));
    },
    async stop() {
      stopListening();
      ending.abort();
      await running;
      await profile;
    },
  };
}

/** Reaches Telegram, however often it takes, and answers the bot's name. */
async function connect(
  deps: TelegramDeps,
  webhook: Webhook | null,
  retryMs: readonly number[],
  signal: AbortSignal,
): Promise<string | null> {
  let logged = '';
  for (let failures = 0; !signal.aborted; failures++) {
    try {
      const { username = null } = await deps.api.getMe();
      await (webhook === null ? clearWebhook(deps) : setWebhook(deps, webhook));
      return username;
    } catch (error) {
      if (signal.aborted) return null;
      const advice = adviceOn(error);
      if (advice !== logged) deps.log.error({ code: errorCodeOf(error) }, advice);
      logged = advice;
      await deps.pause(retryMs[failures] ?? retryMs.at(-1) ?? 5_000);
    }
  }
  return null;
}

function adviceOn(error: unknown): string {
  switch (errorCodeOf(error)) {
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

/** Waits so many ms, or until the signal. */
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
