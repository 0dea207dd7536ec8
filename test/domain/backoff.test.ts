import { expect, it } from 'vitest';
import { backoffMs } from '../../src/domain/backoff.ts';

const waits = (jitter?: number) => [0, 1, 2, 3, 20, 5000].map((attempt) => backoffMs(attempt, 1000, 60_000, jitter));

it('a wait doubles with every try, up to the longest', () => {
  expect(waits()).toEqual([1000, 2000, 4000, 8000, 60_000, 60_000]);
});

it('a wait is scattered over its upper half by chance', () => {
  expect(waits(0)).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
  expect(waits(0.5)).toEqual([750, 1500, 3000, 6000, 45_000, 45_000]);
});

it('a try that is counted from below zero waits like the first', () => {
  expect(backoffMs(-1, 1000, 60_000)).toBe(1000);
});
