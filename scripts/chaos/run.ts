import type { Postgres } from '../support/postgres.ts';
import { type ChaosOptions, phaseNames } from './options.ts';
import { runPhase } from './phases.ts';
import type { Verdict } from './verdict.ts';

/** Breaks what can be broken, phase by phase, and looks whether anything acknowledged is gone. Postgres is left running. */
export async function runChaos(options: ChaosOptions, postgres: Postgres, onPhase: (name: string) => void = () => {}): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const name of phaseNames) {
    if (options.times[name] === 0) continue;
    onPhase(name);
    verdicts.push(await runPhase(name, options, postgres));
  }
  return verdicts;
}
