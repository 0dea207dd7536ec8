import { type ActualRow, actualsOf, type PlanRow, plansOf } from '../../db/plans/plans.ts';
import type { Day, Period } from '../../domain/day.ts';
import { forecast, pastPeriods } from '../../domain/plan/forecast.ts';
import { isMeasure, type MeasureKey, type Target } from '../../domain/plan/target.ts';
import type { Department } from '../../engine/company.ts';
import { sumCurrency } from '../currency.ts';
import { hoursEver } from '../hours-ever.ts';
import { type BookedExpected, openBook } from '../payments/book.ts';
import type { ReportDeps } from '../report.ts';
import { countCollected, expectedFor, stillDue } from './collected.ts';
import { type Counted, countFacts, countMoney, type Scope, times } from './counted.ts';
import { outlookOf, type Stage, stageOf } from './stage.ts';
import { type Known, type Standing, standingOf } from './standing.ts';

/** How a department stands in a period, and each of its people who have targets of their own. */
export interface PlanProgress {
  readonly department: Department;
  readonly stage: Stage;
  /** null: nobody has set one */
  readonly plan: PlanRow | null;
  /** the currency that money is counted in now */
  readonly currency: string | null;
  readonly standing: Standing | null;
  readonly people: readonly { readonly specialist: string; readonly standing: Standing }[];
}

/** Reckons plans of departments in a period (R27): what was reached, and what it will come to. Empty: there is no such period. */
export async function planProgress(deps: ReportDeps, departments: readonly Department[], period: Period): Promise<readonly PlanProgress[]> {
  const today = deps.calendar.dayOf(deps.now);
  const between = await hoursEver(deps.db);
  const scopes = departments.flatMap((department) => {
    const stage = stageOf(deps.calendar, between, department.id, period, today);
    return stage === null ? [] : [{ department: department.id, key: department.key as string, of: department, stage }];
  });
  const ids = scopes.map(({ department }) => department);
  const [plans, actuals, currency] = await Promise.all([
    plansOf(deps.db, ids, [period]),
    actualsOf(deps.db, ids, [period]),
    sumCurrency(deps),
  ]);
  const isPlanned = scopes.filter(({ department }) => plans.some((each) => each.department === department));
  const sources = await sourcesOf(deps, isPlanned, plans, currency, today);
  return scopes.map((scope): PlanProgress => {
    const plan = plans.find((each) => each.department === scope.department) ?? null;
    const source = sources.get(scope.key);
    const common = { department: scope.of, stage: scope.stage, plan, currency: plan?.data.currency ?? currency };
    if (plan === null || source === undefined) return { ...common, standing: null, people: [] };
    const told = actuals.filter((each) => each.department === scope.department);
    const standing = (targets: readonly Target[], specialist: string | null): Standing =>
      standingOf(targets, (target) => knownOf(target, specialist, { ...source, told, stage: scope.stage }), scope.stage.working.left);
    return {
      ...common,
      standing: standing(plan.data.targets, null),
      people: plan.data.people.map((each) => ({ specialist: each.specialist, standing: standing(each.targets, each.specialist) })),
    };
  });
}

/** Where the numbers of a department come from. */
interface Source {
  readonly counted: Counted;
  readonly expected: readonly BookedExpected[];
  readonly currency: string | null;
}

async function sourcesOf(
  deps: ReportDeps,
  scopes: readonly Scope[],
  plans: readonly PlanRow[],
  currency: string | null,
  today: Day,
): Promise<ReadonlyMap<string, Source>> {
  if (scopes.length === 0) return new Map();
  const last = scopes.reduce((most, { stage }) => (stage.days.until > most ? stage.days.until : most), today);
  const currencyOf = ({ department }: Scope): string | null =>
    plans.find((each) => each.department === department)?.data.currency ?? currency;
  const money = new Map<string, Counted>();
  for (const [of, its] of Map.groupBy(scopes, currencyOf)) for (const [key, each] of await countMoney(deps, its, of)) money.set(key, each);
  const book = await openBook(deps, last);
  const sources = new Map<string, Source>();
  for (const scope of scopes) {
    const { key, stage } = scope;
    const keys = new Set(plans.filter((each) => each.department === scope.department).flatMap(({ data }) => keysOf(data)));
    const expected = expectedFor(deps.company, key, book);
    const collected = countCollected(expected, book, stage, currencyOf(scope));
    const facts = keys.has('answeredInTime') || keys.has('violations') ? await countFacts(deps, scope) : null;
    const counted: Counted = (measure, time, specialist) => {
      if (measure === 'collected') return collected(measure, time, specialist);
      if (measure === 'answeredInTime' || measure === 'violations') return facts?.(measure, time, specialist) ?? null;
      return money.get(key)?.(measure, time, specialist) ?? null;
    };
    sources.set(key, { counted, expected, currency: currencyOf(scope) });
  }
  return sources;
}

function keysOf({ targets, people }: PlanRow['data']): string[] {
  return [targets, ...people.map((each) => each.targets)].flat().map(({ key }) => key);
}

/** Payments that are due raise these. */
const ofPayments: readonly MeasureKey[] = ['revenue', 'clientPayments'];

function knownOf(
  target: Target,
  specialist: string | null,
  { counted, expected, currency, told, stage }: Source & { readonly told: readonly ActualRow[]; readonly stage: Stage },
): Known {
  const { key, unit } = target;
  if (!isMeasure(key)) {
    const reached = toldOf(target, specialist, told);
    // What somebody tells has no yesterday, and no past that is like it.
    const progress = { reached, before: reached };
    return { reached, forecast: forecast({ unit, progress, days: stage.working, past: [], season: 1 }), due: null, seasonal: false };
  }
  const at = (time: string): number | null => counted(key, time, specialist);
  if (unit === 'share') {
    const reached = at(times.soFar);
    const shares = stage.before.slice(0, pastPeriods).map((_, i) => at(times.whole(i)));
    const past = shares.flatMap((whole) => (whole === null ? [] : [{ whole, rest: 0, restDays: 0, season: 1 }]));
    return {
      reached,
      forecast: forecast({ unit, progress: { reached, before: reached }, days: stage.working, past, season: 1 }),
      due: null,
      seasonal: false,
    };
  }
  const all = (name: (i: number) => string): number[] => stage.before.map((_, i) => at(name(i)) ?? 0);
  const { seasonal, ...outlook } = outlookOf(stage, { whole: all(times.whole), rest: all(times.rest) });
  // What was counted in a time without a day is none.
  const progress = { reached: at(times.soFar) ?? 0, before: at(times.yesterday) ?? 0 };
  const due = ofPayments.includes(key) && stage.state !== 'past' ? stillDue(expected, stage, specialist, currency) : null;
  return { reached: progress.reached, forecast: forecast({ unit, progress, days: stage.working, ...outlook }), due, seasonal };
}

/** What was told of a target last; of the department, where only of people something was told, all of that together. */
function toldOf({ key, unit }: Target, specialist: string | null, told: readonly ActualRow[]): number | null {
  const of = told.filter((each) => each.key === key);
  const own = of.find((each) => each.specialist === specialist);
  if (own !== undefined) return own.value;
  if (specialist !== null || unit === 'share' || of.length === 0) return null;
  return of.reduce((sum, { value }) => sum + value, 0);
}
