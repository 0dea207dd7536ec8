/** Keeps posts as fast as Slack takes them: about one a second in a channel, and a few at once after a quiet time. */
export interface Pace {
  /** Reserves room for a post in the channel; 0, or ms after which to ask again. */
  reserve(channel: string): number;
}

const everyMs = 1000;
const atOnce = 5;

export function createPace(now: () => Date): Pace {
  /** until when each channel's places are taken */
  const takenUntil = new Map<string, number>();
  return {
    reserve(channel) {
      const at = now().getTime();
      const taken = Math.max(takenUntil.get(channel) ?? 0, at);
      const ahead = taken - at - everyMs * (atOnce - 1);
      if (ahead > 0) return ahead;
      takenUntil.set(channel, taken + everyMs);
      return 0;
    },
  };
}
