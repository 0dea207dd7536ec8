/** A message of the client's the server has not confirmed. `failed` waits for a tap, the others go by themselves. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  readonly choice?: { readonly question: string; readonly option: string };
  /** when it was written, ms */
  readonly at: number;
  readonly state: 'sending' | 'waiting' | 'failed';
}
