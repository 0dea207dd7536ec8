import type { DepartmentId } from '../ids.ts';
import { type LoadStay, noOrigin } from './load-of-day.ts';
import { counts, meets, type Span, secondsIn } from './stretch.ts';

export interface QueueOfDay {
  readonly department: DepartmentId;
  readonly origin: string;
  /** conversations times seconds */
  readonly waited: number;
  readonly most: number;
}

/** How many waited in each department's queue within a span: over time, and at most; of each origin, and of all together. */
export function queuesOf(from: Date, until: Date, stays: readonly LoadStay[]): QueueOfDay[] {
  const span = { from: from.getTime(), until: until.getTime() };
  const queues = new Map<string, LoadStay[]>();
  for (const stay of stays) {
    if (stay.specialist !== null || !meets(stay, span)) continue;
    for (const origin of [stay.origin, noOrigin]) {
      const key = `${stay.department} ${origin}`;
      const queue = queues.get(key) ?? [];
      queues.set(key, queue);
      queue.push({ ...stay, origin });
    }
  }
  return [...queues.values()].flatMap((queue): QueueOfDay[] => {
    const [first] = queue;
    if (first === undefined) return [];
    const waited = queue.reduce((sum, each) => sum + secondsIn(each, span), 0);
    return [{ department: first.department, origin: first.origin, waited: Math.round(waited), most: mostOf(queue, span) }];
  });
}

function mostOf(queue: readonly LoadStay[], span: Span): number {
  return counts(queue, span).reduce((most, { count }) => Math.max(most, count), 0);
}
