/** An error as Slack answers it: `{ ok: false, error }`. */
export class SlackFault extends Error {
  override readonly name = 'SlackFault';
  readonly error: string;
  constructor(error: string) {
    super(error);
    this.error = error;
  }
}

/**
 * What goes wrong with a call. `rate-limited`: 429 with Retry-After in seconds; `status`: an HTTP error without a word; `drop`: the
 * connection ends before Slack has done anything; `drop-after`: after it has, so that whoever called cannot know; `hang`: no answer
 * until the server closes; `endless`, of a file: an answer that begins, and goes on no more.
 */
export type Fault =
  | { readonly type: 'rate-limited'; readonly retryAfter: number }
  | { readonly type: 'status'; readonly status: number }
  | { readonly type: 'error'; readonly error: string }
  | { readonly type: 'drop' }
  | { readonly type: 'drop-after' }
  | { readonly type: 'hang' }
  | { readonly type: 'endless' };

export const rateLimited = (retryAfter: number): Fault => ({ type: 'rate-limited', retryAfter });
export const answersError = (error: string): Fault => ({ type: 'error', error });
export const badGateway: Fault = { type: 'status', status: 502 };
export const droppedAfter: Fault = { type: 'drop-after' };
export const endless: Fault = { type: 'endless' };
