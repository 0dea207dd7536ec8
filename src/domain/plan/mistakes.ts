import { isMeasure, measures, mostTargets, type PlanData, type Target } from './target.ts';

/** Why a plan cannot be set. */
const planMistakeCodes = [
  'no-targets',
  'too-many',
  'weights',
  'weight',
  'key-taken',
  'goal',
  'share',
  'fixed',
  'name',
  'currency',
  'not-collecting',
  'person-twice',
  'unknown-person',
] as const;

export interface PlanMistake {
  /** `targets`, `targets.0`, `people.1.targets.0` … */
  readonly path: string;
  readonly code: (typeof planMistakeCodes)[number];
}

export interface PlanFacts {
  /** who may have a plan in the department: who works there, and who had one in the version before */
  readonly people: ReadonlySet<string>;
  /** whether the policy's `receivables` names the department: others are not scored for what is collected */
  readonly collects: boolean;
}

/** All that is wrong with a plan; weights of a department and of each of its specialists total 100 % to the hundredth (R27). */
export function planMistakes({ currency, targets, people }: PlanData, facts: PlanFacts): readonly PlanMistake[] {
  const needsCurrency = [targets, ...people.map((each) => each.targets)].flat().some(({ unit }) => unit === 'money');
  const ids = people.map(({ specialist }) => specialist);
  return [
    ...(needsCurrency && currency === null ? [{ path: 'currency', code: 'currency' } as const] : []),
    ...mistakesIn(targets, 'targets', facts),
    ...people.flatMap((each, i) => [
      ...(ids.indexOf(each.specialist) < i ? [{ path: `people.${i}`, code: 'person-twice' } as const] : []),
      ...(facts.people.has(each.specialist) ? [] : [{ path: `people.${i}`, code: 'unknown-person' } as const]),
      ...mistakesIn(each.targets, `people.${i}.targets`, facts),
    ]),
  ];
}

/** The weights of targets together, in hundredths of a percent: 10000 is all. */
export function weightsTogether(targets: readonly Pick<Target, 'weight'>[]): number {
  return targets.reduce((sum, { weight }) => sum + Math.round(weight * 100), 0);
}

function mistakesIn(targets: readonly Target[], path: string, facts: PlanFacts): readonly PlanMistake[] {
  if (targets.length === 0) return [{ path, code: 'no-targets' }];
  if (targets.length > mostTargets) return [{ path, code: 'too-many' }];
  const keys = targets.map(({ key }) => key);
  const each = targets.flatMap((target, i) => {
    const code = keys.indexOf(target.key) < i ? 'key-taken' : mistakeIn(target, facts);
    return code === null ? [] : [{ path: `${path}.${i}`, code }];
  });
  return weightsTogether(targets) === 10_000 ? each : [{ path, code: 'weights' }, ...each];
}

function mistakeIn({ key, name, unit, direction, goal, weight }: Target, { collects }: PlanFacts): PlanMistake['code'] | null {
  if (!Number.isFinite(weight) || weight <= 0 || weight > 100 || Math.abs(weight * 100 - Math.round(weight * 100)) > 1e-6) return 'weight';
  if (!Number.isFinite(goal) || goal < 0 || (direction === 'more' && goal === 0)) return 'goal';
  if (unit === 'share' && goal > 1) return 'share';
  if (unit !== 'share' && !Number.isSafeInteger(goal)) return 'goal';
  if (!isMeasure(key)) return name === null || name.trim() === '' ? 'name' : null;
  if (unit !== measures[key].unit || direction !== measures[key].direction) return 'fixed';
  return key === 'collected' && !collects ? 'not-collecting' : null;
}
