import { describe, expect, it } from 'vitest';
import { createLatencies, summarise } from '../../../scripts/load/latencies.ts';

describe('latencies', () => {
  it('are summed up exactly, in whatever order they came', () => {
    const latencies = createLatencies();
    for (let ms = 100_000; ms >= 1; ms -= 1) latencies.add(ms);
    expect(latencies.count).toBe(100_000);
    expect(latencies.summary()).toEqual({ p50: 50_000, p99: 99_000, max: 100_000 });
  });

  it('of one request are that request', () => {
    expect(summarise(Float64Array.of(7.5))).toEqual({ p50: 7.5, p99: 7.5, max: 7.5 });
  });

  it('of none are 0', () => {
    expect(summarise(new Float64Array())).toEqual({ p50: 0, p99: 0, max: 0 });
  });
});
