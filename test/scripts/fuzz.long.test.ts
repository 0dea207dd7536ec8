import { expect, inject, it } from 'vitest';
import { unreached } from '../../scripts/fuzz/report.ts';
import { runFuzz } from '../../scripts/fuzz/run.ts';

it.each([
  ['pglite', 7],
  ['postgres', 8],
] as const)(
  'asked fifteen hundred times, a server on %s answers what its document says, and every operation succeeded',
  async (database, seed) => {
    const url = database === 'postgres' ? inject('postgres').url : null;
    const { complaints, tallies } = await runFuzz({ seed, requests: 1500, database, short: false }, url);
    expect(complaints).toEqual([]);
    expect(unreached(tallies, false)).toEqual([]);
  },
  1_200_000,
);
