import type { FactKind, FactState } from '../domain/reports/fact.ts';
import { percentile } from '../domain/reports/sketch.ts';
import type { Unit } from './report.ts';
import type { Sums } from './sums.ts';

/** A number that is made of facts: how it is computed, and which facts stand behind it. */
export interface Measure {
  readonly key: string;
  readonly unit: Unit;
  /** the facts behind it: as many as a count says, those a median is of */
  readonly behind: Behind;
  value(sums: Sums): number | null;
}

export interface Behind {
  readonly kind: FactKind;
  readonly states: readonly FactState[];
  /** only those by this rule */
  readonly rule?: string;
  /** only those for which `ok` is true */
  readonly ok?: true;
}

const done: readonly FactState[] = ['done'];

/** A share of nothing is unknown, not none. */
const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export function countOf(key: string, kind: FactKind, states: readonly FactState[] = done, rule?: string): Measure {
  const behind = { kind, states, ...(rule === undefined ? {} : { rule }) };
  return {
    key,
    unit: 'count',
    behind,
    value: (sums) => {
      const sum = sums.get(kind, rule);
      return states.reduce((all, state) => all + sum[state], 0);
    },
  };
}

/** How many of what is done are `ok`. */
export function countOk(key: string, kind: FactKind): Measure {
  return { key, unit: 'count', behind: { kind, states: done, ok: true }, value: (sums) => sums.get(kind).ok };
}

export function shareOk(key: string, kind: FactKind): Measure {
  return {
    key,
    unit: 'share',
    behind: { kind, states: done, ok: true },
    value: (sums) => shareOf(sums.get(kind).ok, sums.get(kind).done),
  };
}

export function shareOfRule(key: string, kind: FactKind, rule: string): Measure {
  return {
    key,
    unit: 'share',
    behind: { kind, states: done, rule },
    value: (sums) => shareOf(sums.get(kind, rule).done, sums.get(kind).done),
  };
}

/** A percentile of how long it took; `of`: in working time, by the calendar, or what it waited for the client. */
export function percentileOf(key: string, kind: FactKind, of: 'working' | 'calendar' | 'values', share: number): Measure {
  return { key, unit: 'seconds', behind: { kind, states: done }, value: (sums) => percentile(sums.get(kind)[of], share) };
}

export function meanValue(key: string, kind: FactKind): Measure {
  return { key, unit: 'score', behind: { kind, states: done }, value: (sums) => shareOf(sums.get(kind).valueSum, sums.get(kind).done) };
}

/** The usual numbers of an answer: how many, how long, within the deadline, and what is still unanswered beside them. */
export function responseMeasures(name: string, kind: FactKind): readonly Measure[] {
  return [
    countOf(`${name}.n`, kind),
    percentileOf(`${name}.medianSeconds`, kind, 'working', 0.5),
    percentileOf(`${name}.p90Seconds`, kind, 'working', 0.9),
    shareOk(`${name}.within`, kind),
    countOf(`${name}.unanswered`, kind, ['open', 'unanswered']),
    countOf(`${name}.waived`, kind, ['waived']),
    percentileOf(`${name}.calendar.medianSeconds`, kind, 'calendar', 0.5),
    percentileOf(`${name}.calendar.p90Seconds`, kind, 'calendar', 0.9),
  ];
}
