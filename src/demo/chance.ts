import type { Random } from './random.ts';

/** True once in `1 / share` times. */
export const happens = ({ next }: Random, share: number): boolean => next() < share;

export function pick<T>({ next }: Random, from: readonly T[]): T {
  const found = from[Math.floor(next() * from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** The first ones are picked more often. */
export function earlier<T>({ next }: Random, from: readonly T[]): T {
  const found = from[Math.floor(next() ** 2.5 * from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

/** One of several by their shares, which add up to 1. */
export function pickBy<T extends string>({ next }: Random, shares: Readonly<Record<T, number>>): T {
  let left = next();
  const entries = Object.entries(shares) as [T, number][];
  for (const [each, share] of entries) {
    left -= share;
    if (left < 0) return each;
  }
  const last = entries.at(-1);
  if (last === undefined) throw new Error('nothing to pick from');
  return last[0];
}

/** Log-normal: most are near the median, a few take much longer. */
export function around({ next }: Random, median: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return median * Math.exp(spread * normal);
}

/** Time until the next of events that come `perDay` on average, in days. */
export const untilNext = ({ next }: Random, perDay: number): number => -Math.log(1 - next()) / perDay;
