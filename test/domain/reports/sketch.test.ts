import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addTo, growth, percentile, type Sketch } from '../../../src/domain/reports/sketch.ts';

/** As SQL does it. */
const bucketOf = (seconds: number) => (seconds < 1 ? 0 : 1 + Math.floor(Math.log(seconds) / Math.log(growth)));

function stored(values: readonly number[]): string {
  const counts = Map.groupBy(values, bucketOf);
  return [...counts].map(([bucket, all]) => `${bucket}:${all.length}`).join(',');
}

describe('a sketch', () => {
  it('knows every percentile within 3 %, of the sum of any parts', () => {
    const seconds = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(seconds, seconds, fc.constantFrom(0.5, 0.9, 0.99), (some, others, share) => {
        const sketch: Sketch = new Map();
        for (const each of [some, others]) addTo(sketch, stored(each));
        const all = [...some, ...others].sort((a, b) => a - b);
        const right = all[Math.max(1, Math.ceil(all.length * share)) - 1] ?? 0;
        // Whole seconds: the smallest are off by rounding.
        expect(Math.abs((percentile(sketch, share) ?? Number.NaN) - right)).toBeLessThanOrEqual(Math.max(0.5, right * 0.03));
      }),
    );
  });

  it('of nothing has no percentile', () => {
    const sketch: Sketch = new Map();
    addTo(sketch, '');
    expect(percentile(sketch, 0.5)).toBeNull();
  });
});
