import { type ErasureDeps, eraseDue } from '../clients/erasure/go-on.ts';
import { retain } from '../clients/erasure/retain.ts';
import { startPortfolioUpkeep } from '../clients/upkeep.ts';
import { type Loop, startLoop } from '../engine/loop.ts';
import { startLeavings } from '../people/settle-leavings.ts';
import { startReports } from '../reports/upkeep.ts';

/** All that loops beside the engine are given. */
type UpkeepDeps = ErasureDeps &
  Parameters<typeof startPortfolioUpkeep>[0] &
  Parameters<typeof startReports>[0] &
  Parameters<typeof startLeavings>[0];

const eraseEveryMs = 5000;

/** Erasures go on until nothing is left to be reached. */
const startErasures = (deps: ErasureDeps) => startLoop('erasures', eraseEveryMs, deps.log, () => eraseDue(deps));

const retainEveryMs = 3_600_000;

/** What the policy keeps no longer goes, a little at a time. */
const startRetention = (deps: ErasureDeps) => startLoop('retention', retainEveryMs, deps.log, () => retain(deps));

/** Starts what nobody waits for, beside what the engine does itself: clients over time, leavers, numbers. */
export function startUpkeep(deps: UpkeepDeps): readonly Loop[] {
  return [...startPortfolioUpkeep(deps), startReports(deps), startLeavings(deps), startErasures(deps), startRetention(deps)];
}
