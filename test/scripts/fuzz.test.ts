import process from 'node:process';
import { expect, it } from 'vitest';
import { samplesUsed, unreached } from '../../scripts/fuzz/report.ts';
import { runFuzz } from '../../scripts/fuzz/run.ts';

/** A short run: fuzz.long.test.ts goes further, on both databases. */
it('asked everything it has, rightly and wrongly, a server answers what its document says', async () => {
  const fuzzed = await runFuzz({ seed: 1, requests: 250, database: 'pglite', short: true }, null);
  process.stdout.write(`${samplesUsed(fuzzed)}\n`);
  expect(fuzzed.complaints).toEqual([]);
  expect(unreached(fuzzed.tallies, true)).toEqual([]);
  expect(fuzzed.requests).toBeGreaterThanOrEqual(250);
}, 600_000);
