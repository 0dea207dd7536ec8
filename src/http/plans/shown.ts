import type { z } from 'zod';
import type { PlanProgress } from '../../reports/plan/progress.ts';
import type { PlanSet, PlanWish } from '../../reports/plan/set-plan.ts';
import type { Standing, TargetStanding } from '../../reports/plan/standing.ts';
import { HttpError } from '../errors.ts';
import type { planFields, planShown, standing } from './shape.ts';

type Standings = z.input<typeof standing>;

function targetOf({ target, reached, fulfilment, gap, forecast, due, seasonal }: TargetStanding): Standings['targets'][number] {
  const { value, ...rest } = forecast;
  return {
    ...target,
    reached,
    fulfilment,
    missing: gap?.missing ?? null,
    missingPerDay: gap?.perDay ?? null,
    forecast: value,
    ...rest,
    seasonal,
    due,
  };
}

/** Shows how somebody stands; null: they have no targets. */
export function standingOf(of: Standing | null): Standings {
  if (of === null) return { fulfilment: null, forecast: null, low: null, high: null, unknown: 0, targets: [] };
  const { today, end, range, targets } = of;
  const whole = {
    fulfilment: today.value,
    forecast: end.value,
    low: range?.low ?? null,
    high: range?.high ?? null,
    unknown: today.unknown,
  };
  return { ...whole, targets: targets.map(targetOf) };
}

/** What is said of a period of a department, whatever plan it has. */
export function frameOf({ department, stage, plan, currency }: PlanProgress) {
  const { period, days, state, working } = stage;
  const when = { period, from: days.from, until: days.until, state, workingDays: { ...working } };
  const set = { version: plan?.version ?? 0, note: plan?.note ?? null, setAt: plan?.at.toISOString() ?? null };
  return { department: department.key as string, ...when, ...set, currency };
}

export function showPlan(progress: PlanProgress): z.input<typeof planShown> {
  const people = progress.people.map((each) => ({ specialistId: each.specialist, ...standingOf(each.standing) }));
  return { ...frameOf(progress), ...standingOf(progress.standing), people };
}

type Told = { readonly [Name in keyof typeof planFields]: z.output<(typeof planFields)[Name]> };

/** The plan that was told; money without a currency is in that of sums. */
export function planOf({ currency, targets, people }: Told, ofSums: string | null): PlanWish['data'] {
  return {
    currency: currency ?? ofSums,
    targets,
    people: people.map((each) => ({ specialist: each.specialistId, targets: each.targets })),
  };
}

/** Answers why a plan was not set. */
export function demandSet(set: PlanSet): void {
  switch (set.type) {
    case 'set':
    case 'unchanged':
      return;
    case 'changed-meanwhile':
      throw new HttpError('changed-meanwhile');
    case 'frozen':
      throw new HttpError('plan-frozen');
    case 'mistakes':
      throw new HttpError('plan-mistakes', set.mistakes);
  }
}
