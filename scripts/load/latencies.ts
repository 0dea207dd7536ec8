/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface Latencies {
  add(ms: number): void;
  readonly count: number;
  summary(): Latency;
}

/** Keeps every value, so that percentiles are exact. */
export function createLatencies(): Latencies {
  let values = new Float64Array(65_536);
  let count = 0;
  return {
    add(ms) {
      if (count === values.length) {
        const grown = new Float64Array(values.length * 2);
        grown.set(values);
        values = grown;
      }
      values[count] = ms;
      count += 1;
    },
    get count() {
      return count;
    },
    summary: () => summarise(values.subarray(0, count)),
  };
}

export function summarise(values: Float64Array): Latency {
  const sorted = values.toSorted();
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), max: percentile(sorted, 1) };
}

/** The smallest value that `share` of all are not above; 0 of none. Rounded to microseconds. */
function percentile(sorted: Float64Array, share: number): number {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return Math.round(value * 1000) / 1000;
}
