import { seeded } from '../../src/demo/random.ts';
import type { NewId } from '../../src/domain/ids.ts';
import { settle } from './clients.ts';
import { type Findings, findingsOf } from './findings.ts';
import { month } from './month.ts';
import type { SimulateOptions } from './options.ts';
import { hire } from './staff.ts';
import { createWatch } from './watch.ts';

/** A Monday; summer time begins within the week after, and Easter's holidays lie in the month. */
const start = Date.parse('2026-03-23T00:00:00Z');

/** The same options give the same findings, but for the time it took. */
export function simulate(options: SimulateOptions): Findings {
  const began = performance.now();
  const random = seeded(options.seed);
  let ids = 0;
  // In order, and of the same length, so that a tie of equals is settled alike every time.
  const newId = (() => `00000000-0000-7000-8000-${(++ids).toString(16).padStart(12, '0')}`) as NewId;
  // Both policies of R9 are lived under, by turns.
  const staff = hire(options.specialists, start, random, newId, options.seed % 2 === 1 ? 'client' : 'finance');
  const writers = settle(options.clients, staff, random, newId);
  const { watch, seen } = createWatch(staff, start);
  const submissions = month({ staff, writers, start, days: options.days, random, newId, watch });
  const end = start + options.days * 24 * 3600 * 1000;
  return findingsOf(options, staff, seen(end), submissions, (performance.now() - began) / 1000);
}
