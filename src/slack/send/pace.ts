/** Slack takes about one post a second in a channel, and a few at once after a quiet time. */
export interface Pace {
  /** ms to wait before the next post in the channel; 0 takes the place */
  wait(channel: string): number;
}

const everyMs = 1000;
const atOnce = 5;

/** Keeps below what Slack takes, so that it seldom has to say so. A channel that was never told "not so fast" costs nothing. */
export function createPace(now: () => Date): Pace {
  /** until when each channel's places are taken */
  const takenUntil = new Map<string, number>();
  return {
    wait(channel) {
      const at = now().getTime();
      const taken = Math.max(takenUntil.get(channel) ?? 0, at);
      const ahead = taken - at - everyMs * (atOnce - 1);
      if (ahead > 0) return ahead;
      takenUntil.set(channel, taken + everyMs);
      return 0;
    },
  };
}
