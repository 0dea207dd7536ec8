import {
  type Logger,
  LogLevel,
  type WebAPICallResult,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import type { Reach } from '../../engine/delivery/reach.ts';
import { type Budget, createBudget } from './budget.ts';
import { isShutOut, neverLeft } from './failure.ts';
import { TooFast } from './too-fast.ts';

/** Logs nothing: nothing of what Slack is sent belongs into the log. */
export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

export const timeoutMs = 10_000;

/** Who learns whether Slack answers. */
export type Heard = Pick<Reach, 'answered' | 'failed'>;

interface Watched {
  readonly heard: Heard | undefined;
  readonly budget: Budget;
}

/**
 * Slack's own client, which by itself would neither keep to what Slack allows, nor say which call it was that came too soon, nor know that
 * Slack is away.
 */
class Client extends WebClient {
  readonly #watched: Watched;
  constructor(token: string, options: ConstructorParameters<typeof WebClient>[1], watched: Watched) {
    super(token, options);
    this.#watched = watched;
  }

  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    const { heard, budget } = this.#watched;
    const waitMs = budget.take(method);
    if (waitMs > 0) throw new TooFast(method, waitMs / 1000);
    try {
      const answer = await super.apiCall(method, options);
      heard?.answered();
      return answer;
    } catch (error) {
      const code = codeOfOutage(error);
      if (code === null) heard?.answered();
      else heard?.failed(code);
      if (!(error instanceof WebAPIRateLimitedError)) throw error;
      // Where posts are too fast is one channel's matter, which its pace and its gate know.
      if (method !== 'chat.postMessage') budget.refused(method, error.retryAfter * 1000);
      throw new TooFast(method, error.retryAfter);
    }
  }
}

/** Says why nothing can be reached any more, in Slack's own word; null: it answered, if not as we wished. */
function codeOfOutage(error: unknown): string | null {
  if (error instanceof WebAPIRateLimitedError) return null;
  if (error instanceof WebAPIPlatformError) return isShutOut(error.data.error) ? error.data.error : null;
  return error instanceof WebAPIRequestError && neverLeft(error.original) ? 'unreachable' : 'no-answer';
}

/** Makes the Web API without retries of its own: the outbox owns them, and a call that is too soon closes a gate. */
export function createSlackClient(token: string, apiUrl: string, heard?: Heard): WebClient {
  const options = {
    slackApiUrl: apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    logger: silentLogger,
    // Workers know no `redirect: 'error'`; a redirect of the API is no answer either way.
    fetch: (url: Parameters<typeof fetch>[0], init?: RequestInit) => fetch(url, { ...init, redirect: 'manual' as const }),
  };
  // Slack counts by its own clock, which runs whatever time it is at the desk.
  return new Client(token, options, { heard, budget: createBudget(() => performance.now()) });
}
