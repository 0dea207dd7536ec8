import { dealsOfSpans, type MoneySpan, type MoneySum, paymentsOfSpans } from '../../db/reports/money.ts';
import type { DepartmentId } from '../../domain/ids.ts';
import type { MeasureKey } from '../../domain/plan/target.ts';
import { countOf, shareOk } from '../measure.ts';
import { answerOfFacts } from '../of-facts.ts';
import type { ReportDeps } from '../report.ts';
import type { Days, Stage } from './stage.ts';

/** A number of a department (`null`) or of one of its people, in a time by its name. */
export type Counted = (measure: MeasureKey, time: string, specialist: string | null) => number | null;

export interface Scope {
  readonly department: DepartmentId;
  readonly key: string;
  readonly stage: Stage;
}

/** Names of the times that a plan asks about: so far, until yesterday, and periods before with their rests. */
export const times = {
  soFar: 'now',
  yesterday: 'before',
  whole: (i: number) => `whole ${i}`,
  rest: (i: number) => `rest ${i}`,
} as const;

/** Periods before for which answers and violations are looked up: as many as a range needs, and one more. */
const factPeriods = 7;

function timesOf({ soFar, yesterday, before }: Stage, most = Number.POSITIVE_INFINITY): readonly (readonly [string, Days])[] {
  return [
    [times.soFar, soFar],
    [times.yesterday, yesterday],
    ...before.slice(0, most).flatMap(({ days, rest }, i) => [[times.whole(i), days] as const, [times.rest(i), rest] as const]),
  ];
}

/** Counts money and deals of departments in all the times their plans ask about. */
export async function countMoney(
  { db, calendar }: ReportDeps,
  scopes: readonly Scope[],
  currency: string | null,
): Promise<Map<string, Counted>> {
  const spans = scopes.flatMap(({ department, stage }): MoneySpan[] =>
    timesOf(stage).flatMap(([key, { from, until }]) => {
      if (from > until) return [];
      const span = calendar.spanOfDays(from, until);
      return span.from < span.until ? [{ department, key, ...span }] : [];
    }),
  );
  const [payments, deals] = await Promise.all([paymentsOfSpans(db, spans, currency), dealsOfSpans(db, spans, currency)]);
  return new Map(
    scopes.map(({ department, key }) => {
      const of = { payments: sumsOf(payments, department), deals: sumsOf(deals, department) };
      return [key, (measure, time, specialist) => moneyOf(of, measure, `${time}/${specialist ?? ''}`)];
    }),
  );
}

type Sums = ReadonlyMap<string, Pick<MoneySum, 'n' | 'amount' | 'repeatAmount'>>;

/** Sums by time and person; of the department all of them together. */
function sumsOf(rows: readonly MoneySum[], department: string): Sums {
  const sums = new Map<string, { n: number; amount: number; repeatAmount: number }>();
  for (const row of rows.filter((each) => each.department === department))
    for (const key of [`${row.key}/`, ...(row.specialist === null ? [] : [`${row.key}/${row.specialist}`])]) {
      const sum = sums.get(key) ?? { n: 0, amount: 0, repeatAmount: 0 };
      sums.set(key, { n: sum.n + row.n, amount: sum.amount + row.amount, repeatAmount: sum.repeatAmount + row.repeatAmount });
    }
  return sums;
}

function moneyOf({ payments, deals }: { readonly payments: Sums; readonly deals: Sums }, measure: MeasureKey, key: string): number | null {
  switch (measure) {
    case 'revenue':
      return payments.get(key)?.amount ?? 0;
    case 'clientPayments':
      return payments.get(key)?.repeatAmount ?? 0;
    case 'deals':
      return deals.get(key)?.n ?? 0;
    case 'dealAmount':
      return deals.get(key)?.amount ?? 0;
    default:
      return null;
  }
}

const answered = [shareOk('answeredInTime', 'first'), countOf('violations', 'violation')];

/** Counts answers in time and violations of a department, by the facts that reports are made of. */
export async function countFacts(deps: ReportDeps, { key, stage }: Scope): Promise<Counted> {
  const found = new Map<string, number | null>();
  for (const [time, { from, until }] of timesOf(stage, factPeriods)) {
    if (from > until) continue;
    const question = {
      from,
      until,
      filter: { department: key },
      by: ['specialist'] as const,
      origins: [],
      sight: { type: 'all' } as const,
    };
    const { total, rows } = await answerOfFacts(deps, answered, { ...question, origins: ['live', 'demo', 'imported'] });
    for (const { key: measure } of answered) {
      found.set(`${measure}/${time}/`, total[measure] ?? null);
      for (const { by, values } of rows) found.set(`${measure}/${time}/${by['specialist'] ?? 'none'}`, values[measure] ?? null);
    }
  }
  return (measure, time, specialist) => {
    const value = found.get(`${measure}/${time}/${specialist ?? ''}`);
    return value === undefined ? (measure === 'violations' ? 0 : null) : value;
  };
}
