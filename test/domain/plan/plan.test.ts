import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../src/domain/calendar.ts';
import { workingTime } from '../../../src/domain/hours.ts';
import type { DepartmentId } from '../../../src/domain/ids.ts';
import { forecast, type PastPeriod, seasons } from '../../../src/domain/plan/forecast.ts';
import { fulfilmentOf, gapOf, weightedSum } from '../../../src/domain/plan/fulfilment.ts';
import { type PlanFacts, planMistakes } from '../../../src/domain/plan/mistakes.ts';
import { type PlanData, periodsBefore, placeInYear, planDays, type Target } from '../../../src/domain/plan/target.ts';
import { sameStageOf, workingDays } from '../../../src/domain/plan/working-days.ts';
import { workingBetween } from '../../../src/domain/reports/dated-hours.ts';

const revenue: Target = { key: 'revenue', name: null, unit: 'money', direction: 'more', goal: 1_000_000, weight: 60 };
const deals: Target = { key: 'deals', name: null, unit: 'count', direction: 'more', goal: 10, weight: 30 };
const late: Target = { key: 'violations', name: null, unit: 'count', direction: 'less', goal: 4, weight: 10 };
const plan = (targets: readonly Target[], people: PlanData['people'] = []): PlanData => ({ currency: 'RUB', targets, people });
const facts: PlanFacts = { people: new Set(['olga', 'pavel']), collects: false };
const codes = (data: PlanData, with_: PlanFacts = facts) => planMistakes(data, with_).map(({ path, code }) => `${path} ${code}`);

describe('a plan (R27)', () => {
  it('has weights that total 100 % to the hundredth, for the department and for each person', () => {
    expect(codes(plan([revenue, deals, late]))).toEqual([]);
    expect(codes(plan([revenue, deals]))).toEqual(['targets weights']);
    const third = (key: string, weight: number): Target => ({ ...deals, key, name: key, weight });
    expect(codes(plan([third('a', 33.33), third('b', 33.33), third('c', 33.34)]))).toEqual([]);
    expect(codes(plan([third('a', 33.33), third('b', 33.33), third('c', 33.33)]))).toEqual(['targets weights']);
    const personal = (weight: number) => [{ specialist: 'olga', targets: [{ ...deals, weight }] }];
    expect(codes(plan([revenue, deals, late], personal(100)))).toEqual([]);
    expect(codes(plan([revenue, deals, late], personal(99.99)))).toEqual(['people.0.targets weights']);
  });

  it('says what is wrong with each target', () => {
    const wrong = (target: Partial<Target>) => codes(plan([{ ...revenue, weight: 100, ...target }])).join();
    expect(wrong({ goal: 0 })).toBe('targets.0 goal');
    expect(wrong({ goal: 0.5 })).toBe('targets.0 goal');
    expect(wrong({ goal: Number.NaN })).toBe('targets.0 goal');
    expect(wrong({ goal: -1 })).toBe('targets.0 goal');
    expect(wrong({ weight: 0 })).toContain('targets.0 weight');
    expect(wrong({ weight: 33.333 })).toContain('targets.0 weight');
    expect(wrong({ direction: 'less' })).toBe('targets.0 fixed');
    expect(wrong({ unit: 'count' })).toBe('targets.0 fixed');
    expect(wrong({ key: 'visits', name: ' ' })).toBe('targets.0 name');
    expect(wrong({ key: 'visits', name: 'Visits', unit: 'share', goal: 1.2 })).toBe('targets.0 share');
    expect(wrong({ key: 'visits', name: 'Visits', unit: 'count', direction: 'less', goal: 0 })).toBe('');
    expect(codes(plan([]))).toEqual(['targets no-targets']);
    expect(
      codes(
        plan([
          { ...deals, weight: 50 },
          { ...deals, weight: 50 },
        ]),
      ),
    ).toEqual(['targets.1 key-taken']);
    expect(codes({ ...plan([{ ...revenue, weight: 100 }]), currency: null })).toEqual(['currency currency']);
    expect(codes({ ...plan([{ ...deals, weight: 100 }]), currency: null })).toEqual([]);
  });

  it('is of whoever works there, each once; what is collected is scored for whoever collects', () => {
    const all = [revenue, deals, late];
    const own = { specialist: 'olga', targets: [{ ...deals, weight: 100 }] };
    expect(codes(plan(all, [own, own]))).toEqual(['people.1 person-twice']);
    expect(codes(plan(all, [{ ...own, specialist: 'fedor' }]))).toEqual(['people.0 unknown-person']);
    const collected: Target = { key: 'collected', name: null, unit: 'share', direction: 'more', goal: 0.95, weight: 100 };
    expect(codes(plan([collected]))).toEqual(['targets.0 not-collecting']);
    expect(codes(plan([collected]), { ...facts, collects: true })).toEqual([]);
  });

  it('is for a month or a quarter, which follow one another over the year’s end', () => {
    expect(planDays('2026-02')).toEqual({ first: '2026-02-01', last: '2026-02-28' });
    expect(planDays('2026-Q1')).toEqual({ first: '2026-01-01', last: '2026-03-31' });
    for (const none of ['2026-13', '2026-00', '2026-Q5', '2026-W10', '2026-02-01', '2026', '']) expect(planDays(none)).toBeNull();
    expect(periodsBefore('2026-02', 3)).toEqual(['2026-01', '2025-12', '2025-11']);
    expect(periodsBefore('2026-Q1', 2)).toEqual(['2025-Q4', '2025-Q3']);
    expect([placeInYear('2026-11'), placeInYear('2026-Q3')]).toEqual([11, 3]);
  });
});

describe('fulfilment', () => {
  it('is what was reached of the goal, from 0 to 150 %', () => {
    expect(fulfilmentOf(revenue, 250_000)).toBe(0.25);
    expect(fulfilmentOf(revenue, 9_000_000)).toBe(1.5);
    expect(fulfilmentOf(revenue, -5)).toBe(0);
    expect(fulfilmentOf(revenue, null)).toBeNull();
  });

  it('where less is better is the goal of what there was', () => {
    expect(fulfilmentOf(late, 8)).toBe(0.5);
    expect(fulfilmentOf(late, 4)).toBe(1);
    expect(fulfilmentOf(late, 1)).toBe(1.5);
    expect(fulfilmentOf(late, 0)).toBe(1.5);
    expect(fulfilmentOf({ direction: 'less', goal: 0 }, 0)).toBe(1);
    expect(fulfilmentOf({ direction: 'less', goal: 0 }, 1)).toBe(0);
  });

  it('of a plan is the weighted sum; what nobody knows counts as nothing, and is said', () => {
    // 60 % of 0.5, 30 % of 1.2, 10 % of 1 = 0.3 + 0.36 + 0.1
    expect(
      weightedSum([
        { weight: 60, fulfilment: 0.5 },
        { weight: 30, fulfilment: 1.2 },
        { weight: 10, fulfilment: 1 },
      ]),
    ).toEqual({ value: 0.76, unknown: 0 });
    expect(
      weightedSum([
        { weight: 60, fulfilment: 0.5 },
        { weight: 40, fulfilment: null },
      ]),
    ).toEqual({ value: 0.3, unknown: 0.4 });
    expect(weightedSum([{ weight: 100, fulfilment: null }])).toEqual({ value: null, unknown: 1 });
    expect(weightedSum([])).toEqual({ value: null, unknown: 0 });
  });

  it('leaves a gap for each working day that is left', () => {
    expect(gapOf(revenue, 400_000, 12)).toEqual({ missing: 600_000, perDay: 50_000 });
    expect(gapOf(revenue, 400_000, 0)).toEqual({ missing: 600_000, perDay: null });
    expect(gapOf(revenue, 2_000_000, 3)).toEqual({ missing: 0, perDay: 0 });
    expect([gapOf(late, 1, 3), gapOf(revenue, null, 3)]).toEqual([null, null]);
  });
});

describe('a forecast', () => {
  const same = (rest: number, season = 1): PastPeriod => ({ whole: rest * 2, rest, restDays: 10, season });
  const six = [100, 200, 300, 150, 250, 120].map((rest) => same(rest));
  const money = { unit: 'money', season: 1, days: { over: 8, left: 12 }, progress: { reached: 500, before: 400 } } as const;

  it('goes on as it went until yesterday, and has a range of six past periods', () => {
    // 400 in 8 days are 50 a day; 12 days are left: 400 + 600. Past rests: 10 to 30 a day, 400 + 120 to 400 + 360: below, so 1000 is the top.
    expect(forecast({ ...money, past: six })).toEqual({ runRate: 50, value: 1000, low: 520, high: 1000, basis: 'run-rate' });
    expect(forecast({ ...money, past: six.slice(1) })).toEqual({ runRate: 50, value: 1000, low: null, high: null, basis: 'run-rate' });
  });

  it('is never less than what is there already', () => {
    expect(forecast({ ...money, progress: { reached: 5000, before: 0 }, past: [] }).value).toBe(5000);
  });

  it('on the first day is what past periods had, scaled to the season; without them it is missing', () => {
    const first = { ...money, days: { over: 0, left: 20 }, progress: { reached: 0, before: 0 }, season: 2 };
    // 10, 20, 30, 15, 25, 12 a day, doubled by the season: mean 37.33, from 20 to 60, for 20 days
    const { value, low, high, basis } = forecast({ ...first, past: six });
    expect([Math.round(value ?? 0), low, high, basis]).toEqual([747, 400, 1200, 'past']);
    expect(forecast({ ...first, past: [] })).toEqual({ runRate: null, value: null, low: null, high: null, basis: 'none' });
  });

  it('of a period without working days left is what was reached; of a share, what it is', () => {
    expect(forecast({ ...money, days: { over: 20, left: 0 }, past: six })).toMatchObject({
      value: 500,
      low: 500,
      high: 500,
      basis: 'reached',
    });
    const share = { ...money, unit: 'share', progress: { reached: 0.9, before: 0.9 } } as const;
    const past = [0.8, 0.95, 0.85, 0.9, 0.7, 0.99].map((whole) => ({ whole, rest: 0, restDays: 0, season: 1 }));
    expect(forecast({ ...share, past })).toEqual({ runRate: null, value: 0.9, low: 0.7, high: 0.99, basis: 'reached' });
    expect(forecast({ ...share, progress: { reached: null, before: null }, past })).toMatchObject({ value: null, low: null });
  });

  it('knows a season from 24 months, and none from fewer', () => {
    const flat = Array.from({ length: 24 }, () => 10);
    expect(seasons(flat, 12)).toEqual(Array.from({ length: 12 }, () => 1));
    // December, the newest here, has three times what the others have: 3 / (14 / 12)
    const december = flat.map((each, i) => (i % 12 === 0 ? 3 * each : each));
    expect(seasons(december, 12)?.[0]).toBeCloseTo(36 / 14);
    expect(seasons(flat.slice(1), 12)).toBeNull();
    expect(seasons([...flat.slice(1), null], 12)).toBeNull();
    expect(
      seasons(
        flat.map(() => 0),
        12,
      ),
    ).toBeNull();
    expect(
      seasons(
        Array.from({ length: 8 }, () => 5),
        4,
      ),
    ).toEqual([1, 1, 1, 1]);
  });
});

describe('working days', () => {
  const calendar = calendarOf([{ from: new Date(0), zone: 'Europe/Berlin' }]);
  const office = 'office' as DepartmentId;
  const shop = 'shop' as DepartmentId;
  const nine = [[540, 1080]] as const;
  const week = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
  const since = (hours: Parameters<typeof workingTime>[0]['hours'], holidays: readonly string[]) => [
    { from: new Date(0), working: workingTime({ timeZone: 'Europe/Berlin', hours, holidays }) },
  ];
  const between = workingBetween(
    new Map([
      [office, since(week, ['2026-03-09'])],
      [shop, since(null, [])],
    ]),
  );

  it('are those of the department’s hours without its holidays, over a night of daylight saving', () => {
    const march = { first: '2026-03-01', last: '2026-03-31' };
    const days = workingDays(calendar, between, office, march);
    // 22 weekdays, the 9th is a holiday
    expect([days.length, days.includes('2026-03-09'), days[0]]).toEqual([21, false, '2026-03-02']);
    expect(workingDays(calendar, between, shop, march)).toHaveLength(31);
  });

  it('put a past period at the same stage, with a day left', () => {
    const days = ['1', '2', '3', '4'];
    expect(sameStageOf(days, 10, 20)).toEqual({ until: '2', left: 2 });
    expect(sameStageOf(days, 0, 20)).toEqual({ until: null, left: 4 });
    expect(sameStageOf(days, 20, 20)).toEqual({ until: '3', left: 1 });
    expect(sameStageOf([], 3, 20)).toEqual({ until: null, left: 0 });
  });
});
