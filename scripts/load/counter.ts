import type { Run } from './jobs.ts';
import { createLatencies } from './latencies.ts';
import type { Answer } from './wire.ts';

export interface Counter {
  /** `began`, in ms of the same clock: when the request was sent, or was due; counts when that is inside the time that counts */
  heard(answer: Answer | null, began: number, id: string): boolean;
  pathDone(): void;
  result(unfinished: number): Run;
}

/** Counts a job's answers. Those that come before `from` or after `until` (ms) are only counted by status. */
export function createCounter(from: number, until: number, keepIds: boolean): Counter {
  const latencies = createLatencies();
  const statuses: Record<string, number> = {};
  const ids: string[] = [];
  let withoutRetryAfter = 0;
  let paths = 0;
  let completed = 0;
  let last = from;
  const counts = (at: number) => at >= from && at <= until;
  return {
    heard(answer, began, id) {
      const now = performance.now();
      const status = answer?.status ?? 0;
      statuses[status] = (statuses[status] ?? 0) + 1;
      if ((status === 429 || status === 503) && !/\r\nretry-after: *\d/i.test(answer?.head ?? '')) withoutRetryAfter += 1;
      if (status !== 200 && status !== 201) return false;
      if (keepIds) ids.push(id);
      if (counts(began)) latencies.add(now - began);
      if (counts(now)) {
        completed += 1;
        last = now;
      }
      return true;
    },
    pathDone() {
      if (counts(performance.now())) paths += 1;
    },
    result(unfinished) {
      const seconds = Math.max(0.001, (last - from) / 1000);
      return {
        ...latencies.summary(),
        count: latencies.count,
        seconds: round(seconds),
        rate: round(completed / seconds),
        pathRate: round(paths / seconds),
        statuses,
        withoutRetryAfter,
        unfinished,
        ids,
      };
    },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
