import { plansOf } from '../db/plans/plans.ts';
import { dealsMadeIn, type MoneyRow, paymentsReceivedIn } from '../db/reports/money.ts';
import { type Day, daysAfter, daysOf, type Period, periodOf } from '../domain/day.ts';
import { type MeasureKey, measureKeys, measures } from '../domain/plan/target.ts';
import { sumCurrency } from './currency.ts';
import { columnOf } from './facts-report.ts';
import { isAsked } from './of-items.ts';
import { payments } from './payments.ts';
import { planProgress } from './plan/progress.ts';
import type { Standing, TargetStanding } from './plan/standing.ts';
import type { Answer, Column, Evidence, EvidencePage, Question, Report, ReportDeps, Row, Unit, Values } from './report.ts';
import { response } from './response.ts';
import { violations } from './violations.ts';

/** What is said of each target that Okno counts. */
const parts = {
  goal: ({ target }) => target.goal,
  reached: ({ reached }) => reached,
  forecast: ({ forecast }) => forecast.value,
  due: ({ due }) => due,
} as const satisfies Readonly<Record<string, (standing: TargetStanding) => number | null>>;

type Part = keyof typeof parts;

const hasDue: readonly MeasureKey[] = ['revenue', 'clientPayments'];

const told: readonly { readonly measure: MeasureKey; readonly part: Part; readonly key: string; readonly unit: Unit }[] =
  measureKeys.flatMap((measure) =>
    (Object.keys(parts) as Part[])
      .filter((part) => part !== 'due' || hasDue.includes(measure))
      .map((part) => ({ measure, part, key: `${measure}.${part}`, unit: measures[measure].unit })),
  );

const ofPlan = {
  'plan.fulfilment': ({ today }) => today.value,
  'plan.forecast': ({ end }) => end.value,
  'plan.low': ({ range }) => range?.low ?? null,
  'plan.high': ({ range }) => range?.high ?? null,
  'plan.unknown': ({ today }) => today.unknown,
} as const satisfies Readonly<Record<string, (standing: Standing) => number | null>>;

/** Plans of departments and of their people against what was reached (R27): of whole months, or of a quarter that is asked for as a whole. */
export const plan: Report = {
  key: 'plan',
  by: ['department', 'specialist', 'month'],
  columns: (): readonly Column[] => [
    ...Object.keys(ofPlan).map((key) => columnOf({ key, unit: 'share' })),
    ...told.map(({ key, unit }) => columnOf({ key, unit })),
  ],
  async answer(deps, question): Promise<Answer> {
    const found = await standings(deps, question);
    const rows = [...Map.groupBy(found, (each) => JSON.stringify(question.by.map((by) => each[by as 'month'])))].map(([key, of]): Row => {
      const named = JSON.parse(key) as (string | null)[];
      return { by: Object.fromEntries(question.by.map((by, i) => [by, named[i] ?? null])), values: valuesOf(of) };
    });
    return { total: valuesOf(found), rows: question.by.length === 0 ? [] : rows };
  },
  async evidence(deps, question, metric, page): Promise<EvidencePage | null> {
    const column = told.find(({ key, part }) => key === metric && part === 'reached');
    if (column === undefined) return null;
    const periods = await periodsAsked(deps, question);
    const [first, last] = [daysOf(periods[0] ?? '')?.first, daysOf(periods.at(-1) ?? '')?.last];
    if (first === undefined || last === undefined) return { rows: [], total: 0 };
    const whole = { ...question, from: first, until: last };
    switch (column.measure) {
      case 'collected':
        return payments.evidence(deps, whole, 'due.n', page);
      case 'answeredInTime':
        return response.evidence(deps, whole, 'firstResponse.within', page);
      case 'violations':
        return violations.evidence(deps, whole, 'violations.n', page);
      default:
        return moneyBehind(deps, whole, column.measure, page);
    }
  },
};

interface Found {
  readonly month: Period;
  readonly department: string;
  readonly specialist: string | null;
  readonly standing: Standing;
}

/** Reads the standings that are asked for and seen: of departments, or of people where somebody is asked for or sees only themselves. */
async function standings(deps: ReportDeps, question: Question): Promise<readonly Found[]> {
  const { filter, sight, by } = question;
  const departments = deps.company.departments.filter(
    ({ key }) =>
      (filter.department === undefined || filter.department === key) && (sight.type !== 'departments' || sight.keys.includes(key)),
  );
  const isOfPeople = sight.type === 'person' || by.includes('specialist') || filter.specialist !== undefined;
  const found: Found[] = [];
  for (const month of await periodsAsked(deps, question)) {
    for (const { department, standing, people } of await planProgress(deps, departments, month)) {
      const key = department.key as string;
      if (!isOfPeople && standing !== null) found.push({ month, department: key, specialist: null, standing });
      if (isOfPeople) found.push(...people.map((each) => ({ month, department: key, ...each })));
    }
  }
  return found.filter(
    ({ department, specialist }) => !isOfPeople || isAsked({ filter: { ...filter }, sight }, { department, specialist, size: null }),
  );
}

/** Which periods a question is about: the quarter that it is exactly, where one has a plan, else every month that it touches. */
async function periodsAsked({ db, company }: ReportDeps, { from, until, by }: Question): Promise<readonly Period[]> {
  const quarter = periodOf('quarter', from);
  const days = daysOf(quarter);
  if (!by.includes('month') && days?.first === from && days.last === until) {
    const ids = company.departments.map(({ id }) => id);
    if ((await plansOf(db, ids, [quarter])).length > 0) return [quarter];
  }
  const months: Period[] = [];
  for (let day: Day = from; day <= until; ) {
    const month = periodOf('month', day);
    months.push(month);
    day = daysAfter(daysOf(month)?.last ?? until, 1);
  }
  return months;
}

/** Amounts and counts of several plans add up; fulfilments and shares do not, and are unknown. */
function valuesOf(found: readonly Found[]): Values {
  const [one, second] = found;
  const single = second === undefined ? one : undefined;
  return Object.fromEntries([
    ...Object.entries(ofPlan).map(([key, of]) => [key, single === undefined ? null : of(single.standing)] as const),
    ...told.map(({ measure, part, key, unit }) => {
      const targets = found.flatMap(({ standing }) => standing.targets.filter(({ target }) => target.key === measure));
      const known = targets.map((each) => parts[part](each));
      if (known.length === 0 || (unit === 'share' && known.length > 1)) return [key, null] as const;
      return [key, known.some((each) => each === null) ? null : known.reduce<number>((sum, each) => sum + (each ?? 0), 0)] as const;
    }),
  ]);
}

async function moneyBehind(
  deps: ReportDeps,
  question: Question,
  measure: 'revenue' | 'clientPayments' | 'deals' | 'dealAmount',
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<EvidencePage> {
  const span = deps.calendar.spanOfDays(question.from, question.until);
  const isOfDeals = measure === 'deals' || measure === 'dealAmount';
  const rows = await (isOfDeals ? dealsMadeIn : paymentsReceivedIn)(deps.db, span);
  const currency = measure === 'deals' ? null : await sumCurrency(deps);
  const keyOf = (id: string | null) => deps.company.departments.find((each) => each.id === id)?.key ?? null;
  const seen = rows.filter(
    (each) =>
      (currency === null || each.currency === currency) &&
      (measure !== 'clientPayments' || each.isRepeat) &&
      isAsked(question, { department: keyOf(each.department), specialist: each.specialist, size: null }),
  );
  const shown = (each: MoneyRow): Evidence => ({
    ...{ at: each.at, conversation: null, client: each.client, department: keyOf(each.department), specialist: each.specialist },
    state: isOfDeals ? 'deal' : 'received',
    details: { [isOfDeals ? 'deal' : 'payment']: each.id, amount: each.amount, currency: each.currency, isRepeat: each.isRepeat },
  });
  return { total: seen.length, rows: seen.slice(offset, offset + limit).map(shown) };
}
