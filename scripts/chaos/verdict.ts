import type { Audit } from '../support/site.ts';
import type { Difference } from './compare.ts';
import type { Crowd } from './crowd.ts';
import type { PhaseName } from './options.ts';

/** How a phase went, before it is judged. */
export interface Ending {
  readonly acknowledged: Crowd['count'];
  readonly difference: Difference;
  readonly complaints: readonly string[];
  /** ms from each blow to the first acknowledgement after it */
  readonly recoveries: readonly number[];
}

export interface Verdict {
  readonly phase: PhaseName;
  readonly times: number;
  readonly acknowledged: number;
  readonly difference: Difference;
  readonly audit: Audit;
  readonly complaints: readonly string[];
  /** ms: from the restart (two servers: from the kill) to the first acknowledgement */
  readonly recovery: { readonly median: number; readonly longest: number };
  readonly seconds: number;
  readonly isSound: boolean;
}

/** A phase that did not come to its end: a server that would not start or serve again. */
export function brokenOff(phase: PhaseName, times: number, error: unknown, ms: number): Verdict {
  return {
    phase,
    times,
    acknowledged: 0,
    difference: { lost: 0, doubled: 0, disordered: 0, unasked: 0 },
    audit: { conversations: 0, messages: 0, fromClients: 0, faults: [] },
    complaints: [`broken off: ${error instanceof Error ? error.message : String(error)}`],
    recovery: { median: 0, longest: 0 },
    seconds: Math.round(ms / 1000),
    isSound: false,
  };
}

export function verdictOf(phase: PhaseName, times: number, ending: Ending, audit: Audit, ms: number): Verdict {
  const acknowledged = ending.acknowledged();
  const { difference, complaints, recoveries } = ending;
  const sorted = recoveries.toSorted((a, b) => a - b);
  const isWhole = Object.values(difference).every((each) => each === 0) && audit.fromClients === acknowledged;
  return {
    phase,
    times,
    acknowledged,
    difference,
    audit,
    complaints,
    recovery: { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), longest: Math.round(sorted.at(-1) ?? 0) },
    seconds: Math.round(ms / 1000),
    isSound: isWhole && complaints.length === 0 && audit.faults.length === 0 && acknowledged > 0 && recoveries.length === times,
  };
}

/** For people: a line a phase, and what was found wrong under it. */
export function tableOf(seed: number, verdicts: readonly Verdict[]): string {
  const head = [
    'phase',
    'times',
    'acknowledged',
    'lost',
    'doubled',
    'disordered',
    'faults',
    'recovery ms (median, longest)',
    'seconds',
    '',
  ];
  const rows = verdicts.map((each) => [
    each.phase,
    String(each.times),
    String(each.acknowledged),
    String(each.difference.lost),
    String(each.difference.doubled),
    String(each.difference.disordered),
    String(each.audit.faults.length + each.complaints.length),
    `${each.recovery.median}, ${each.recovery.longest}`,
    String(each.seconds),
    each.isSound ? 'sound' : 'BROKEN',
  ]);
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  const lines = all.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '));
  const wrong = verdicts.flatMap(({ phase, complaints, audit }) =>
    [...complaints, ...audit.faults].slice(0, 20).map((each) => `${phase}: ${each}`),
  );
  return [`seed ${seed}`, '', ...lines, ...(wrong.length > 0 ? ['', ...wrong] : [])].join('\n');
}
