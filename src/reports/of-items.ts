import { type Day, daysAfter, daysOf, type Period, periodOf } from '../domain/day.ts';
import type { Answer, Dimension, Question, Row, Values } from './report.ts';

/** What something counted is counted by, beside its time. */
export interface Place {
  readonly department: string | null;
  readonly specialist: string | null;
  readonly size: string | null;
}

export interface DaySpan {
  readonly from: Day;
  readonly until: Day;
}

const timeUnits = ['day', 'week', 'month'] as const;

type TimeUnit = (typeof timeUnits)[number];

const isTime = (each: Dimension): each is TimeUnit => (timeUnits as readonly Dimension[]).includes(each);

/**
 * Answers a question about things that are few enough to be looked at one by one: `values` says what those of a place come to in some days.
 * A day, week or month of the period is there also where nothing happened.
 */
export function answerOfItems<Item extends { readonly place: Place }>(
  { from, until, by }: Question,
  items: readonly Item[],
  values: (items: readonly Item[], days: DaySpan) => Values,
): Answer {
  const span = { from, until };
  const unit = by.find(isTime);
  const attributes = by.filter((each) => !isTime(each)) as readonly (keyof Place)[];
  const groups = Map.groupBy(items, ({ place }) => JSON.stringify(attributes.map((each) => place[each])));
  if (attributes.length === 0 && !groups.has('[]')) groups.set('[]', []);
  const rows = [...groups].flatMap(([key, of]) => {
    const named = JSON.parse(key) as (string | null)[];
    const placed = Object.fromEntries(attributes.map((each, i) => [each, named[i] ?? null]));
    return partsOf(span, unit).map(({ name, days }): Row => {
      const told = by.map((each) => [each, isTime(each) ? name : (placed[each] ?? null)] as const);
      return { by: Object.fromEntries(told), values: values(of, days) };
    });
  });
  return { total: values(items, span), rows: by.length === 0 ? [] : rows.toSorted(inOrder) };
}

/** The days, weeks or months of a time; one that the time cuts has only the days within it. */
function partsOf({ from, until }: DaySpan, unit: TimeUnit | undefined): readonly { readonly name: Period; readonly days: DaySpan }[] {
  if (unit === undefined) return [{ name: '', days: { from, until } }];
  const parts: { name: Period; days: DaySpan }[] = [];
  for (let day = from; day <= until; ) {
    const name = periodOf(unit, day);
    const last = daysOf(name)?.last ?? day;
    const end = last < until ? last : until;
    parts.push({ name, days: { from: day, until: end } });
    day = daysAfter(end, 1);
  }
  return parts;
}

function inOrder(a: Row, b: Row): number {
  const [of, other] = [a, b].map(({ by }) => Object.values(by).map((each) => each ?? '\uffff'));
  for (const [i, each] of (of ?? []).entries()) {
    const its = other?.[i] ?? '';
    if (each !== its) return each < its ? -1 : 1;
  }
  return 0;
}

/** Whether something is asked for, and for the asker to see. */
export function isAsked({ filter, sight }: Pick<Question, 'filter' | 'sight'>, { department, specialist, size }: Place): boolean {
  const is = (asked: string | undefined, own: string | null): boolean =>
    asked === undefined || (asked === 'none' ? own === null : own === asked);
  if (!is(filter.department, department) || !is(filter.specialist, specialist) || !is(filter.size, size)) return false;
  if (sight.type === 'person') return specialist === sight.id;
  return sight.type === 'all' || (department !== null && sight.keys.includes(department));
}
