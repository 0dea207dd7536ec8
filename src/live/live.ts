/**
 * Who is notified: everything about a window goes to its client's screens, hints about conversations to the desks concerned,
 * `company` means that staff, their availability, the policy or the tree changed, `past` that the demo company's past is further, or there.
 */
export type Topic = `window:${string}` | `specialist:${string}` | `department:${string}` | 'all' | 'company' | 'past';

/** Something changed; the listener reads what. Hints may be lost or doubled, so every listener also reads on reconnect and now and then. */
export interface Hint {
  readonly topic: Topic;
  /** the conversation and its version, for desks; absent on window topics */
  readonly conversation?: string;
  readonly version?: number;
}

export interface Live {
  /** Notifies everybody who listens, in every process. Never throws, never blocks what was committed. */
  publish(hints: readonly Hint[]): void;
  /** Returns the function that ends it. `listener` must not throw. */
  subscribe(topic: Topic, listener: (hint: Hint) => void): () => void;
  /** Ends every subscription's source; used at shutdown. */
  close(): Promise<void>;
}
