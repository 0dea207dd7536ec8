/** Slack said "not so fast", for this method, or would: the others go on. */
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
