import type { Unit } from '../../../reports/report.ts';
import { valueWords, type Wording } from './value-words.ts';

export interface Axis {
  /** its unit, in words */
  readonly name: string;
  readonly heightWords: (value: number) => string;
  readonly steps: readonly number[];
  readonly top: number | null;
}

const wholes = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000];
const [minute, hour] = [60, 3600];
const durations = [
  1,
  2,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30].map((each) => each * minute),
  ...[1, 2, 4, 8, 12, 24, 48, 96, 192, 384].map((each) => each * hour),
];

/** Says how the heights of a chart are measured, by how high it goes. */
export function axisFor(wording: Wording, unit: Unit, most: number): Axis {
  const { say, language } = wording;
  const plain = (value: number): string => new Intl.NumberFormat(language, { maximumFractionDigits: 2, notation: 'compact' }).format(value);
  switch (unit) {
    case 'share':
      return {
        name: say('axis.share'),
        heightWords: (value) => valueWords(wording, 'share', value),
        steps: [0.05, 0.1, 0.25, 0.5],
        top: Math.max(1, most),
      };
    case 'seconds': {
      const [name, size] =
        most < 3 * minute
          ? (['axis.seconds', 1] as const)
          : most < 3 * hour
            ? (['axis.minutes', minute] as const)
            : (['axis.hours', hour] as const);
      return { name: say(name), heightWords: (value) => plain(value / size), steps: durations, top: null };
    }
    case 'money':
      return { name: say('axis.money'), heightWords: (value) => plain(value / 100), steps: wholes.map((each) => each * 10_000), top: null };
    case 'days':
      return { name: say('axis.days'), heightWords: plain, steps: wholes, top: null };
    case 'ratio':
    case 'score':
      return { name: say('axis.score'), heightWords: plain, steps: [0.1, 0.2, 0.5, ...wholes], top: null };
    case 'count':
    case 'units':
      return { name: say('axis.count'), heightWords: plain, steps: wholes, top: null };
  }
}
