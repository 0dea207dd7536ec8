import { describe, expect, it } from 'vitest';
import { skewOf } from '../../../../src/web/desk/kit/server-clock.ts';

const here = Date.UTC(2026, 2, 2, 9, 0, 0);
const header = (shiftMs: number): string => new Date(here + shiftMs).toUTCString();

describe('a clock that is wrong here', () => {
  it('is corrected by the server’s', () => {
    expect(skewOf(header(120_000), here)).toBe(120_000);
    expect(skewOf(header(-120_000), here)).toBe(-120_000);
  });

  it('is left alone when the difference is but the way of the answer', () => {
    expect(skewOf(header(-2000), here)).toBe(0);
  });

  it('is left alone when the server does not tell', () => {
    expect(skewOf(null, here)).toBe(0);
    expect(skewOf('soon', here)).toBe(0);
  });
});
