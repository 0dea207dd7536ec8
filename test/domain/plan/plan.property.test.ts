import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast, type PastPeriod, seasons } from '../../../src/domain/plan/forecast.ts';
import { fulfilmentOf, gapOf, mostFulfilment, weightedSum } from '../../../src/domain/plan/fulfilment.ts';
import { planMistakes, weightsTogether } from '../../../src/domain/plan/mistakes.ts';
import { periodsBefore, planDays, type Target } from '../../../src/domain/plan/target.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000 });
const reached = fc.option(fc.oneof(amount, fc.double({ min: 0, max: 1, noNaN: true })), { nil: null });
const unit = fc.constantFrom('money' as const, 'count' as const, 'share' as const);
const direction = fc.constantFrom('more' as const, 'less' as const);
const target = fc.record({ direction, unit, goal: amount });
const season = fc.double({ min: 0.1, max: 10, noNaN: true });
const past: fc.Arbitrary<PastPeriod[]> = fc.array(fc.record({ whole: amount, rest: amount, restDays: fc.nat(62), season }), {
  maxLength: 8,
});

const isNumber = (value: number | null) => value === null || Number.isFinite(value);

describe('whatever was reached', () => {
  it('fulfilment is unknown or from 0 to 150 %, and more of what is better never makes it less', () => {
    fc.assert(
      fc.property(target, amount, amount, (each, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((value) => fulfilmentOf(each, value) ?? -1) as [number, number];
        for (const value of [less, more]) expect(value >= 0 && value <= mostFulfilment).toBe(true);
        expect(each.direction === 'more' ? more >= less : less >= more).toBe(true);
      }),
    );
  });

  it('a weighted sum is between its least and its most, and never NaN', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(target, reached, fc.integer({ min: 1, max: 10_000 })), { maxLength: 12 }), (all) => {
        const total = all.reduce((sum, [, , weight]) => sum + weight, 0);
        const parts = all.map(([each, value, weight]) => ({
          weight: Math.floor((weight / Math.max(1, total)) * 10_000) / 100,
          fulfilment: fulfilmentOf(each, value),
        }));
        const { value, unknown } = weightedSum(parts);
        expect(isNumber(value) && (value ?? 0) >= 0 && (value ?? 0) <= mostFulfilment).toBe(true);
        expect(unknown >= 0 && unknown <= 1).toBe(true);
      }),
    );
  });

  it('weights cut from one whole are accepted, and a hundredth more or less is not', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 9_999 }), { maxLength: 10 });
    fc.assert(
      fc.property(cuts, fc.constantFrom(-1, 1), (at, off) => {
        const bounds = [0, ...at.toSorted((a, b) => a - b), 10_000];
        const weights = bounds.slice(1).map((each, i) => (each - (bounds[i] ?? 0)) / 100);
        const of = (all: readonly number[]): Target[] =>
          all.map((weight, i) => ({ key: `own-${i}`, name: 'x', unit: 'count', direction: 'more', goal: 1, weight }));
        const facts = { people: new Set<string>(), collects: true };
        const found = (targets: Target[]) =>
          planMistakes({ currency: null, targets, people: [] }, facts).some(({ code }) => code === 'weights');
        expect([weightsTogether(of(weights)), found(of(weights))]).toEqual([10_000, false]);
        const changed = [(weights[0] ?? 0) + off / 100, ...weights.slice(1)];
        expect(found(of(changed))).toBe(true);
      }),
    );
  });
});

describe('whatever comes', () => {
  const days = fc.record({ over: fc.nat(92), left: fc.nat(92) });

  it('a forecast is unknown or a number, at least what is there, and within its range', () => {
    fc.assert(
      fc.property(unit, days, amount, amount, past, season, (of, each, before, today, known, at) => {
        const progress = of === 'share' ? { reached: 0.5, before: 0.5 } : { reached: before + today, before };
        const found = forecast({ unit: of, progress, days: each, past: known, season: at });
        for (const value of [found.runRate, found.value, found.low, found.high]) expect(isNumber(value)).toBe(true);
        if (found.value === null) return;
        expect(found.value).toBeGreaterThanOrEqual(progress.reached);
        if (found.low !== null && found.high !== null) expect(found.low <= found.value && found.value <= found.high).toBe(true);
        expect(found.low === null).toBe(found.high === null);
      }),
    );
  });

  it('the gap shared among the days left is the gap', () => {
    fc.assert(
      fc.property(target, reached, fc.nat(92), (each, value, left) => {
        const gap = gapOf(each, value, left);
        if (gap === null) return;
        expect(gap.missing >= 0 && isNumber(gap.perDay)).toBe(true);
        if (gap.perDay !== null) expect(gap.perDay * left).toBeCloseTo(gap.missing, 3);
      }),
    );
  });

  it('seasons of a year are 1 on the average', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 24, maxLength: 24 }), (daily) => {
        const found = seasons(daily, 12) ?? [];
        expect(found.reduce((sum, each) => sum + each / 12, 0)).toBeCloseTo(1);
      }),
    );
  });

  it('periods before one lie end to end', () => {
    const period = fc.oneof(
      fc.tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${String(m).padStart(2, '0')}`),
      fc.tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 4 })).map(([y, q]) => `${y}-Q${q}`),
    );
    fc.assert(
      fc.property(period, (each) => {
        const all = [each, ...periodsBefore(each, 25)].map((one) => planDays(one));
        for (const [i, one] of all.slice(1).entries()) {
          const next = new Date(`${one?.last}T00:00:00Z`).getTime() + 86_400_000;
          expect(new Date(next).toISOString().slice(0, 10)).toBe(all[i]?.first);
        }
      }),
    );
  });
});
