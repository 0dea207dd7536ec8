import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** Makes what the server measures of itself; `pending`: submissions that wait or are in flight. */
export function createMetrics(pending: () => number): Registry {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  new Gauge({
    name: 'okno_submissions_pending',
    help: 'Submissions that wait or are in flight',
    registers: [metrics],
    collect() {
      this.set(pending());
    },
  });
  return metrics;
}
