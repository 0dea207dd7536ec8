import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChaosOptions, quick } from '../../../scripts/chaos/options.ts';
import { runChaos } from '../../../scripts/chaos/run.ts';
import type { Verdict } from '../../../scripts/chaos/verdict.ts';
import { type Postgres, startPostgres } from '../../../scripts/support/postgres.ts';

/** States what must be so of servers and databases that are killed so many times while clients talk. */
export function describeKilled(times: ChaosOptions['times'], clients: number): void {
  const wanted = Object.fromEntries(Object.entries(times).filter(([, n]) => n > 0));

  describe('servers and databases that are killed under load', () => {
    let postgres: Postgres;
    let verdicts: readonly Verdict[];

    beforeAll(async () => {
      postgres = await startPostgres();
      verdicts = await runChaos({ ...quick, clients, seed: 7, times }, postgres);
    }, 480_000);
    afterAll(() => postgres?.remove());

    it('were broken as often as they should, with clients talking', () => {
      expect(Object.fromEntries(verdicts.map((each) => [each.phase, each.times]))).toEqual(wanted);
      for (const each of verdicts) expect(each.acknowledged).toBeGreaterThan(0);
    });

    it('keep everything acknowledged, once and in order', () => {
      for (const { phase, difference, complaints } of verdicts) {
        expect({ phase, difference, complaints }).toEqual({
          phase,
          difference: { lost: 0, doubled: 0, disordered: 0, unasked: 0 },
          complaints: [],
        });
      }
    });

    it('leave tables that agree with each other, and conversations that replay', () => {
      for (const { phase, audit, acknowledged } of verdicts) {
        expect({ phase, faults: audit.faults, stored: audit.fromClients }).toEqual({ phase, faults: [], stored: acknowledged });
      }
    });

    it('serve again within seconds, unaided', () => {
      for (const { recovery } of verdicts) expect(recovery.longest).toBeLessThan(15_000);
    });
  });
}
