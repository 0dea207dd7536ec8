import type { WebClient } from '@slack/web-api';

/** Slack's Web API as handlers use it; what Slack refuses is thrown as a `SlackFault`. */
export interface SlackApi {
  call<Answer>(method: string, parameters: Readonly<Record<string, unknown>>): Promise<Answer>;
}

/** Slack's own word for what went wrong, such as `channel_not_found`; `unreachable` when there was no answer. */
export class SlackFault extends Error {
  override readonly name = 'SlackFault';
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Names what went wrong in Slack's own word, or by the kind of error. */
export function faultCode(error: unknown): string {
  if (error instanceof SlackFault) return error.code;
  return saidBySlack(error) ?? (error instanceof Error ? error.name : 'unknown');
}

/** Calls the Web API by one of its clients. It neither waits nor tries again by itself: what can wait is carried by whoever asks. */
export function slackApi(client: WebClient): SlackApi {
  return {
    call: async <Answer>(method: string, parameters: Readonly<Record<string, unknown>>) => {
      try {
        return (await client.apiCall(method, { ...parameters })) as Answer;
      } catch (error) {
        throw new SlackFault(saidBySlack(error) ?? 'unreachable');
      }
    },
  };
}

function saidBySlack(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('data' in error && typeof error.data === 'object' && error.data !== null && 'error' in error.data) return String(error.data.error);
  return 'retryAfter' in error ? 'ratelimited' : null;
}
