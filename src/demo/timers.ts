import type { Plan } from '../db/batch/plan.ts';

/** One setting of a timer; the next one of the same key has another generation. */
export interface Timer {
  readonly conversation: string;
  readonly key: string;
  readonly generation: number;
}

/** Timers that are set, by conversation and key. `put`: is told of each when it is to come. */
export function createTimers(put: (at: number, timer: Timer) => void) {
  const timers = new Map<string, { readonly generation: number; readonly raised: { readonly type: string } }>();
  return {
    set(plan: Pick<Plan, 'timers' | 'clearedTimers'>): void {
      for (const key of plan.clearedTimers.keys()) timers.delete(key);
      for (const [place, { conversationId, key, generation, dueAt, raised }] of plan.timers) {
        timers.set(place, { generation, raised: raised as { type: string } });
        put(dueAt.getTime(), { conversation: conversationId, key, generation });
      }
    },
    /** What the timer that has come sets off; null for one that was set anew or taken off meanwhile. */
    take({ conversation, key, generation }: Timer): { readonly type: string } | null {
      const place = `${conversation} ${key}`;
      const set = timers.get(place);
      if (set?.generation !== generation) return null;
      timers.delete(place);
      return set.raised;
    },
    /** Those of a conversation that are set. */
    of(conversation: string): Timer[] {
      return [...timers].flatMap(([place, { generation }]) => {
        const [of, key = ''] = place.split(' ');
        return of === conversation ? [{ conversation, key, generation }] : [];
      });
    },
  };
}
