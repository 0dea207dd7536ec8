import type { Staff } from '../../src/demo/people.ts';
import type { SimulateOptions } from './options.ts';
import type { RuleCount } from './rules/rule.ts';
import type { Seen } from './watch.ts';

export interface Findings {
  readonly seed: number;
  readonly clients: number;
  readonly specialists: number;
  readonly days: number;
  readonly submissions: number;
  /** s of this machine */
  readonly took: number;
  /** time-weighted load over capacity: the most loaded person over the mean, in the department with the most staff */
  readonly evenness: number;
  /** of conversations whose client has an owner, how many the owner got */
  readonly ownerShare: number;
  /** every rule that was watched: in how many cases it applied, and how many were against it; a rule that never applied was not tried */
  readonly rules: readonly RuleCount[];
  readonly notTried: readonly string[];
  /** how often a rule was broken */
  readonly breaches: number;
  readonly broken: readonly string[];
  readonly departments: Readonly<Record<string, { readonly people: number; readonly evenness: number; readonly gini: number }>>;
  readonly assignments: Readonly<Record<string, number>>;
  readonly violations: Readonly<Record<string, number>>;
  /** working minutes until somebody was found, over those who had to wait within them */
  readonly queue: { readonly waited: number; readonly p50: number; readonly p90: number; readonly longest: number };
}

export function findingsOf(
  options: SimulateOptions,
  { colleagues, company }: Staff,
  seen: Seen,
  submissions: number,
  took: number,
): Findings {
  const { seed, clients, specialists, days } = options;
  const departments = company.departments.map(({ key }) => {
    const means = colleagues.filter((each) => each.department === key).map(({ id }) => meanOf(seen, id));
    return { key, people: means.length, evenness: round(evennessOf(means)), gini: round(giniOf(means)) };
  });
  const largest = departments.toSorted((a, b) => b.people - a.people)[0];
  const waited = seen.waits.filter((each) => each > 0).toSorted((a, b) => a - b);
  return {
    seed,
    clients,
    specialists,
    days,
    submissions,
    took: round(took),
    evenness: largest?.evenness ?? 1,
    ownerShare: round(seen.owned === 0 ? 1 : seen.ownedByOwner / seen.owned),
    rules: seen.rules,
    notTried: seen.rules.filter(({ applied }) => applied === 0).map(nameOf),
    breaches: sum(seen.rules.map((each) => each.broken)),
    broken: seen.broken,
    departments: Object.fromEntries(departments.map(({ key, ...each }) => [key, each])),
    assignments: Object.fromEntries([...seen.assigned].toSorted()),
    violations: Object.fromEntries([...seen.violations].toSorted()),
    queue: { waited: waited.length, p50: round(at(waited, 0.5)), p90: round(at(waited, 0.9)), longest: round(waited.at(-1) ?? 0) },
  };
}

function meanOf({ load }: Seen, id: string): number {
  const kept = load.get(id);
  return kept === undefined || kept.time === 0 ? 0 : kept.weighted / kept.time;
}

/** 1: all have the same. */
export function evennessOf(loads: readonly number[]): number {
  const mean = sum(loads) / loads.length;
  return mean === 0 ? 1 : Math.max(...loads) / mean;
}

/** 0: all have the same; 1: one has everything. */
export function giniOf(loads: readonly number[]): number {
  const sorted = loads.toSorted((a, b) => a - b);
  const total = sum(sorted);
  if (total === 0) return 0;
  const weighted = sorted.reduce((all, each, place) => all + (place + 1) * each, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

const nameOf = ({ rule, holds }: RuleCount): string => `${rule}: ${holds}`;

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);

const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const round = (value: number) => Math.round(value * 1000) / 1000;

export function tableOf(findings: Findings): string {
  const { departments, assignments, violations, queue } = findings;
  const total = sum(Object.values(assignments));
  const percent = (count: number) => `${((100 * count) / Math.max(1, total)).toFixed(1)} %`;
  return [
    `seed ${findings.seed}: ${findings.clients} clients, ${findings.specialists} specialists, ${findings.days} days, ${findings.submissions} submissions in ${findings.took.toFixed(1)} s`,
    '',
    '| department | people | evenness (max / mean) | Gini |',
    '| --- | ---: | ---: | ---: |',
    ...Object.entries(departments).map(([key, each]) => `| ${key} | ${each.people} | ${each.evenness} | ${each.gini} |`),
    '',
    '| assigned by | conversations | share |',
    '| --- | ---: | ---: |',
    ...Object.entries(assignments).map(([rule, count]) => `| ${rule} | ${count} | ${percent(count)} |`),
    '',
    `served by the owner, where there is one: ${(100 * findings.ownerShare).toFixed(1)} %`,
    `violations: ${
      Object.entries(violations)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ') || 'none'
    }`,
    `queue: ${queue.waited} waited in working time; minutes p50 ${queue.p50}, p90 ${queue.p90}, longest ${queue.longest}`,
    '',
    '| rule | what holds | cases | broken |',
    '| --- | --- | ---: | ---: |',
    ...findings.rules.map(
      (each) => `| ${each.rule} | ${each.holds} | ${each.applied === 0 ? 'not tried' : each.applied} | ${each.broken} |`,
    ),
    '',
    `rules broken: ${findings.breaches}`,
    ...findings.broken.slice(0, 10).map((each) => `  ${each}`),
  ].join('\n');
}
