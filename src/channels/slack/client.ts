import { type Logger, LogLevel, WebClient } from '@slack/web-api';

/** Nothing of what Slack is sent belongs into the log: the client tells nobody. */
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

/** The Web API without retries of its own: the outbox owns them, and a call that is too soon closes a gate. */
export function createSlackClient(token: string, apiUrl: string): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    rejectRateLimitedCalls: true,
    retryConfig: { retries: 0 },
    timeout: timeoutMs,
    logger: silentLogger,
    // Workers know no `redirect: 'error'`; a redirect of the API is no answer either way.
    fetch: (url, init) => fetch(url, { ...init, redirect: 'manual' }),
  });
}
