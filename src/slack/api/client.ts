import { type Logger, LogLevel, type WebAPICallResult, WebAPIRateLimitedError, WebClient } from '@slack/web-api';

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

const timeoutMs = 10_000;

/** Slack said "not so fast", for this method: the others go on. */
export class TooFast extends Error {
  override readonly name = 'TooFast';
  readonly method: string;
  /** in seconds, as Slack says it */
  readonly retryAfter: number;
  constructor(method: string, retryAfter: number) {
    super(method);
    this.method = method;
    this.retryAfter = retryAfter;
  }
}

/** Slack's own client, which by itself would not say which call it was that came too soon. */
class Client extends WebClient {
  override async apiCall(method: string, options?: Record<string, unknown>): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(method, options);
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError) throw new TooFast(method, error.retryAfter);
      throw error;
    }
  }
}

/** Makes the Web API without retries of its own: the outbox owns them, and a call that is too soon closes a gate. */
export function createSlackClient(token: string, apiUrl: string): WebClient {
  return new Client(token, {
    slackApiUrl: apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    logger: silentLogger,
    // Workers know no `redirect: 'error'`; a redirect of the API is no answer either way.
    fetch: (url, init) => fetch(url, { ...init, redirect: 'manual' }),
  });
}
