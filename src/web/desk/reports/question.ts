import { type Day, daysOf } from '../../../domain/day.ts';
import type { Comparison } from '../../../reports/compare.ts';
import type { Dimension } from '../../../reports/report.ts';
import { oneOf } from '../kit/one-of.ts';
import { type Period, readPeriod } from './period.ts';

export const dimensions = [
  'department',
  'specialist',
  'channel',
  'size',
  'topic',
  'rule',
  'day',
  'week',
  'month',
  'weekday',
  'hour',
  'tree',
  'question',
  'answer',
  'leaf',
  'stage',
] as const satisfies readonly Dimension[];

export const filterNames = [
  'department',
  'specialist',
  'channel',
  'size',
  'topic',
  'rule',
  'weekday',
  'hour',
  'tree',
  'question',
  'answer',
  'leaf',
  'stage',
] as const;

export type FilterName = (typeof filterNames)[number];

export type ReportFilter = Readonly<Partial<Record<FilterName, string>>>;

const comparisons = ['previous', 'year'] as const satisfies readonly Comparison[];

/** What the address asks of a report. */
export interface Question {
  readonly period: Period;
  readonly filter: ReportFilter;
  readonly by: readonly Dimension[];
  readonly compare: Comparison | null;
}

type Query = Readonly<Record<string, string>>;

/** Reads the question of an address, in which what is empty is not there; `usual`: by what numbers are told apart where it does not say. */
export function readQuestion(query: Query, today: Day, usual: readonly Dimension[]): Question {
  const asked = query['by'] ?? '';
  const by = asked === '' ? usual : asked.split(',').flatMap((each) => oneOf(dimensions, each) ?? []);
  return {
    period: readPeriod(query, today),
    filter: Object.fromEntries(filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : []))),
    by: [...new Set(by)].slice(0, 2),
    compare: oneOf(comparisons, query['compare']),
  };
}

/** The question as the server takes it. */
export function asked({ period: { from, until }, filter, by, compare }: Question) {
  return { from, until, ...filter, by: by.join(','), compare };
}

/** A cell's place, `department:client;day:2026-03-02`: what its number is narrowed to beside the question. */
export function writePlace(by: Readonly<Record<string, string | null>>): string {
  return Object.entries(by)
    .map(([dimension, value]) => `${dimension}:${value ?? 'none'}`)
    .join(';');
}

export function readPlace(text: string | undefined): Readonly<Partial<Record<Dimension, string>>> {
  const pairs = (text ?? '').split(';').flatMap((each) => {
    const at = each.indexOf(':');
    const dimension = oneOf(dimensions, each.slice(0, at));
    return at < 1 || dimension === null ? [] : [[dimension, each.slice(at + 1)] as const];
  });
  return Object.fromEntries(pairs);
}

/** Narrows a question to one cell: its days lie within those that were asked for. */
export function narrowedTo(question: Question, place: Readonly<Partial<Record<Dimension, string>>>): Question {
  const { day, week, month, ...rest } = place;
  let { from, until } = question.period;
  for (const name of [day, week, month]) {
    const days = name === undefined ? null : daysOf(name);
    if (days === null) continue;
    if (days.first > from) from = days.first;
    if (days.last < until) until = days.last;
  }
  return { ...question, period: { name: 'own', from, until }, filter: { ...question.filter, ...rest } };
}
