import type { Db } from '../../../src/db/db.ts';
import { type Day, daysAfter } from '../../../src/domain/day.ts';
import type { ReportAnswer } from '../../../src/http/reports/answer.ts';
import { naively } from './naive.ts';

export interface Times {
  readonly n: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** the question that took longest */
  readonly slowest: string;
}

/** Latencies of requests, ms, each asked once before it counts; in an order of their own, so that no answer warms the next one of its kind. */
export async function timesOf(ask: (path: string) => Promise<unknown>, questions: readonly string[], rounds: number): Promise<Times> {
  for (const each of questions) await ask(each);
  const taken: { readonly ms: number; readonly path: string }[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (let i = 0; i < questions.length; i += 1) {
      const path = questions[(i * 37 + round * 11) % questions.length] ?? '';
      const began = performance.now();
      await ask(path);
      taken.push({ ms: performance.now() - began, path });
    }
  taken.sort((a, b) => a.ms - b.ms);
  const at = (share: number) => rounded(taken[Math.min(taken.length - 1, Math.ceil(taken.length * share) - 1)]?.ms ?? 0);
  return { n: taken.length, p50: at(0.5), p99: at(0.99), max: at(1), slowest: taken.at(-1)?.path ?? '' };
}

const rounded = (ms: number) => Math.round(ms * 10) / 10;

export interface Compared {
  /** the greatest relative difference of a percentile */
  readonly maxError: number;
  /** counts that differ, with what they are and should be */
  readonly differing: readonly string[];
  readonly p50: number;
}

/** Holds reports of several periods against a computation from the raw tables, and says how long that took. */
export async function compared(db: Db, ask: (path: string) => Promise<unknown>, today: Day, zone: string): Promise<Compared> {
  const taken: number[] = [];
  const differing: string[] = [];
  let maxError = 0;
  for (const [from, until] of [
    [6, 0],
    [27, 0],
    [89, 0],
    [400, 370],
    [364, 0],
  ].map((days) => days.map((each) => daysAfter(today, -each))) as [Day, Day][]) {
    const began = performance.now();
    const { counts, percentiles } = await naively(db, from, until, zone);
    taken.push(performance.now() - began);
    const read = async (report: string) => ((await ask(`/api/v1/reports/${report}?from=${from}&until=${until}`)) as ReportAnswer).total;
    const total = { ...(await read('response')), ...(await read('violations')), ...(await read('assignments')) };
    for (const [key, n] of Object.entries(counts))
      if (total[key] !== n) differing.push(`${key} of ${from}/${until}: ${total[key]}, not ${n}`);
    for (const [key, exact] of Object.entries(percentiles))
      if (exact !== null && exact > 0) maxError = Math.max(maxError, Math.abs((total[key] ?? 0) - exact) / exact);
  }
  taken.sort((a, b) => a - b);
  return { maxError, differing, p50: rounded(taken[Math.floor(taken.length / 2)] ?? 0) };
}
