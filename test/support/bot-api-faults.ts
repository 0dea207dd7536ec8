/** An error as Telegram answers it. */
export class ApiFault extends Error {
  override readonly name = 'ApiFault';
  readonly code: number;
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  constructor(code: number, description: string, parameters?: Readonly<Record<string, unknown>>) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/**
 * What goes wrong with a call. `drop`: the connection ends before Telegram has done anything; `drop-after`: after it has, so that
 * whoever called cannot know; `hang`: no answer until the server closes; `endless`, of a file: an answer that begins, and goes on no more.
 */
export type Fault = ApiFault | 'drop' | 'drop-after' | 'hang' | 'endless';

export const tooMany = (retryAfter: number): Fault =>
  new ApiFault(429, `Too Many Requests: retry after ${retryAfter}`, { retry_after: retryAfter });
export const blocked: Fault = new ApiFault(403, 'Forbidden: bot was blocked by the user');
export const deactivated: Fault = new ApiFault(403, 'Forbidden: user is deactivated');
export const chatNotFound: Fault = new ApiFault(400, 'Bad Request: chat not found');
export const migrated = (to: number): Fault =>
  new ApiFault(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: to });
export const badGateway: Fault = new ApiFault(502, 'Bad Gateway');
export const secondPoller: Fault = new ApiFault(
  409,
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
);
