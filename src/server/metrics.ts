import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Room } from '../db/open-room.ts';

/** Makes what the server measures of itself; `pending`: submissions that wait or are in flight. `room`: on the disk of its database. */
export function createMetrics(pending: () => number, room: Room): Registry {
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
  new Gauge({
    name: 'okno_disk_free_bytes',
    help: 'Bytes free on the disk of the embedded database; NaN where somebody else watches it',
    registers: [metrics],
    async collect() {
      this.set((await room.free()) ?? Number.NaN);
    },
  });
  return metrics;
}
