/**
 * How a channel answered one send. `unsure`: it may or may not have arrived. `sent`: the ids of all messages it became, in the
 * channel's chat `chat` (the address itself when absent); no parts: it stands nowhere that is asked for later. `retry` with a `scope`
 * closes that gate for all who want through it.
 * `untried`: it was not even tried, for the channel keeps a pace of its own. `gone`: nothing reaches this address any more. `refused`: not this message; the others are welcome. Where a message becomes several,
 * all but `sent` name in `parts` those that stand there already: they are its refs from now on, and the next try goes on behind them.
 */
export type SendResult =
  | { readonly type: 'sent'; readonly externalId: string; readonly parts?: readonly string[]; readonly chat?: string }
  | {
      readonly type: 'retry';
      readonly afterMs: number;
      readonly scope?: string;
      readonly untried?: true;
      readonly parts?: readonly string[];
      readonly chat?: string;
    }
  | { readonly type: 'gone'; readonly reason: string; readonly parts?: readonly string[] }
  | { readonly type: 'refused'; readonly reason: string; readonly parts?: readonly string[] }
  | { readonly type: 'unsure'; readonly parts?: readonly string[] };
