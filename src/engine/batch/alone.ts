const aloneForMs = 60_000;

/** Senders whose submission failed are kept out of others' batches for a minute. */
export interface Alone {
  has(lane: string): boolean;
  keep(lane: string): void;
}

export function createAlone(now: () => Date): Alone {
  const until = new Map<string, number>();
  return {
    has: (lane) => (until.get(lane) ?? 0) > now().getTime(),
    keep(lane) {
      const at = now().getTime();
      // Senders whose minute is over, who may never come back, are not remembered.
      for (const [key, end] of until) if (end <= at) until.delete(key);
      until.set(lane, at + aloneForMs);
    },
  };
}
