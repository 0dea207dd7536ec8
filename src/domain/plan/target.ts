import { daysOf, type Period } from '../day.ts';

/** What a target is measured in: minor units of the company's currency, a number, a share of 0 to 1. */
export type TargetUnit = 'money' | 'count' | 'share';

/** Whether more of it is better, or less. */
export type Direction = 'more' | 'less';

/** What Okno counts by itself; any other key is a company's own, and somebody tells what was reached. */
export const measures = {
  /** payments received */
  revenue: { unit: 'money', direction: 'more' },
  /** of these, those of clients who had paid before */
  clientPayments: { unit: 'money', direction: 'more' },
  deals: { unit: 'count', direction: 'more' },
  dealAmount: { unit: 'money', direction: 'more' },
  /** collected of what was due, for whoever the policy's `receivables` names (R32) */
  collected: { unit: 'share', direction: 'more' },
  /** first answers before which no deadline had passed (R13) */
  answeredInTime: { unit: 'share', direction: 'more' },
  violations: { unit: 'count', direction: 'less' },
} as const satisfies Readonly<Record<string, { readonly unit: TargetUnit; readonly direction: Direction }>>;

export type MeasureKey = keyof typeof measures;

export const measureKeys = Object.keys(measures) as readonly MeasureKey[];

export function isMeasure(key: string): key is MeasureKey {
  return Object.hasOwn(measures, key);
}

/** One aim of a plan (R27). */
export interface Target {
  readonly key: string;
  /** what a target of the company's own is called; null of what Okno counts */
  readonly name: string | null;
  readonly unit: TargetUnit;
  readonly direction: Direction;
  readonly goal: number;
  /** percent, of at most two decimals */
  readonly weight: number;
}

/** What a department is to reach in a period, and each of its specialists. */
export interface PlanData {
  /** of its money; null: it has none */
  readonly currency: string | null;
  readonly targets: readonly Target[];
  readonly people: readonly PersonalPlan[];
}

export interface PersonalPlan {
  readonly specialist: string;
  readonly targets: readonly Target[];
}

/** Most targets of one plan. */
export const mostTargets = 20;

/** The first and last day of a month or quarter that can be planned; null: there is no such one. */
export function planDays(period: Period): { readonly first: string; readonly last: string } | null {
  return /^\d{4}-(\d{2}|Q[1-4])$/.test(period) ? daysOf(period) : null;
}

/** So many periods of the same length before one, the newest first. */
export function periodsBefore(period: Period, count: number): readonly Period[] {
  const [year = 0, n = 0] = period.split(/-Q?/).map(Number);
  const isQuarter = period.includes('Q');
  const inYear = isQuarter ? 4 : 12;
  return Array.from({ length: count }, (_, i) => {
    const at = year * inYear + n - 2 - i;
    const place = (at % inYear) + 1;
    return `${Math.floor(at / inYear)}-${isQuarter ? `Q${place}` : String(place).padStart(2, '0')}`;
  });
}

/** Which month or quarter of its year a period is, from 1. */
export function placeInYear(period: Period): number {
  return Number(period.slice(period.includes('Q') ? 6 : 5));
}
