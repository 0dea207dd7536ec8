import type { Dimension } from '../../../reports/report.ts';
import type { Question } from './question.ts';

/** Of fewer, a single person is neither ranked nor judged by the slowest tenth. */
export const enough = 20;

type Values = Readonly<Record<string, number | null>>;

/** Tells whether a row is about one person: people are judged by people, and a handful of answers says nothing of anybody. */
export function isOfOnePerson(by: readonly Dimension[], filter: Question['filter'], sees: 'own' | 'others'): boolean {
  const isNamed = filter.specialist !== undefined && filter.specialist !== 'none';
  return sees === 'own' || isNamed || by.includes('specialist');
}

/** The number that says of how many another one is: `firstResponse.n` of `firstResponse.p90Seconds`. Null: it is of no cases, such as a load. */
function countOf(key: string, keys: readonly string[]): string | null {
  const n = `${key.split('.')[0] ?? key}.n`;
  return keys.includes(n) ? n : null;
}

/** Tells whether a person's number is of too few to be ranked by. */
export function isOfFew(key: string, values: Values): boolean {
  const n = countOf(key, Object.keys(values));
  return n !== null && (values[n] ?? 0) < enough;
}

/** Tells whether a number is of a kind that too few cannot give: a p90. */
export function isOfMany(key: string): boolean {
  return key.endsWith('p90Seconds');
}
