import type { Forecast } from '../../domain/plan/forecast.ts';
import { fulfilmentOf, type Gap, gapOf, type Weighted, weightedSum } from '../../domain/plan/fulfilment.ts';
import type { Target } from '../../domain/plan/target.ts';

/** How one target stands. */
export interface TargetStanding {
  readonly target: Target;
  readonly reached: number | null;
  readonly fulfilment: number | null;
  readonly gap: Gap | null;
  readonly forecast: Forecast;
  /** fulfilment that the forecast comes to */
  readonly expected: number | null;
  /** payments due by the end of the period that have not come, in minor units: beside the forecast, no part of it; null where none count for it */
  readonly due: number | null;
  /** whether the range knows the season */
  readonly seasonal: boolean;
}

/** How a department or a person stands: today, and as it will be at the end of the period. */
export interface Standing {
  readonly targets: readonly TargetStanding[];
  readonly today: Weighted;
  readonly end: Weighted;
  /** the end's range; null where that of a target with a forecast is missing */
  readonly range: { readonly low: number; readonly high: number } | null;
}

/** What is known of a target before it is weighed. */
export interface Known {
  readonly reached: number | null;
  readonly forecast: Forecast;
  readonly due: number | null;
  readonly seasonal: boolean;
}

/** Weighs targets (R27): of each what was reached, and what it will come to. */
export function standingOf(targets: readonly Target[], known: (target: Target) => Known, daysLeft: number): Standing {
  const all = targets.map((target): TargetStanding => {
    const { reached, forecast, due, seasonal } = known(target);
    const fulfilment = fulfilmentOf(target, reached);
    const gap = gapOf(target, reached, daysLeft);
    return { target, reached, fulfilment, gap, forecast, expected: fulfilmentOf(target, forecast.value), due, seasonal };
  });
  const weigh = (of: (each: TargetStanding) => number | null): Weighted =>
    weightedSum(all.map((each) => ({ weight: each.target.weight, fulfilment: of(each) })));
  const foreseen = all.filter(({ expected }) => expected !== null);
  const hasRange = foreseen.length > 0 && foreseen.every(({ forecast }) => forecast.low !== null);
  const at = (end: 'low' | 'high') => (each: TargetStanding) => fulfilmentOf(each.target, each.forecast[end]);
  // Where less is better the lower number is the better end.
  const ends = (pick: (a: number, b: number) => number) => (each: TargetStanding) => {
    const [low, high] = [at('low')(each), at('high')(each)];
    return low === null || high === null ? null : pick(low, high);
  };
  return {
    targets: all,
    today: weigh(({ fulfilment }) => fulfilment),
    end: weigh(({ expected }) => expected),
    range: hasRange ? { low: weigh(ends(Math.min)).value ?? 0, high: weigh(ends(Math.max)).value ?? 0 } : null,
  };
}
