import type { OpenTally } from '../../db/reports/now/waiting.ts';

/** How a department, a person, or all of them stand: conversations that are open, wait for us, are late, or wait for a person at all. */
export interface Tally {
  readonly open: number;
  readonly waiting: number;
  readonly late: number;
  /** deadlines that still run */
  readonly running: number;
  readonly queued: number;
  readonly waitingSince: Date | null;
  readonly queuedSince: Date | null;
  readonly nextDue: Date | null;
}

const earliest = (all: readonly (Date | null)[]): Date | null =>
  all.reduce((first, each) => (first === null || (each !== null && each < first) ? each : first), null);

/** Adds up tallies of whatever they are of. */
export function added(all: readonly OpenTally[]): Tally {
  const sum = (key: 'open' | 'waiting' | 'late' | 'running' | 'queued') => all.reduce((total, each) => total + each[key], 0);
  return {
    open: sum('open'),
    waiting: sum('waiting'),
    late: sum('late'),
    running: sum('running'),
    queued: sum('queued'),
    waitingSince: earliest(all.map((each) => each.waitingSince)),
    queuedSince: earliest(all.map((each) => each.queuedSince)),
    nextDue: earliest(all.map((each) => each.nextDue)),
  };
}
