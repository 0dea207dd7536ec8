import { addFactsUp, cellsOf, type FactFilter, staleSpans } from '../db/reports/cells.ts';
import { type Day, daysAfter, periodOf } from '../domain/day.ts';
import type { Cell, FactDimension } from '../domain/reports/cube.ts';
import { factDimensions } from '../domain/reports/cube.ts';
import type { FactKind } from '../domain/reports/fact.ts';
import { type Needs, planCells } from '../domain/reports/plan-cells.ts';
import type { Measure } from './measure.ts';
import type { Answer, Dimension, Question, ReportDeps, Row, Values } from './report.ts';
import { Sums } from './sums.ts';

/** Answers a question by measures of facts: from cells, where there are such, else from the facts themselves. */
export async function answerOfFacts(deps: ReportDeps, measures: readonly Measure[], question: Question): Promise<Answer> {
  const cells = await cellsFor(deps, measures, question);
  const total = new Sums();
  const rows = new Map<string, { readonly by: Record<string, string | null>; readonly sums: Sums }>();
  for (const by of filled(question)) rows.set(JSON.stringify(Object.values(by)), { by, sums: new Sums() });
  const { weekday, hour } = question.filter;
  for (const cell of cells) {
    if (weekday !== undefined && told(deps, cell, 'weekday') !== weekday) continue;
    if (hour !== undefined && cell.hour !== hour) continue;
    total.add(cell);
    if (question.by.length === 0) continue;
    const by = Object.fromEntries(question.by.map((each) => [each, told(deps, cell, each)]));
    const key = JSON.stringify(Object.values(by));
    const row = rows.get(key) ?? { by, sums: new Sums() };
    rows.set(key, row);
    row.sums.add(cell);
  }
  return {
    total: valuesOf(measures, total),
    rows: inOrder([...rows.values()].map(({ by, sums }) => ({ by, values: valuesOf(measures, sums) }))),
  };
}

function valuesOf(measures: readonly Measure[], sums: Sums): Values {
  return Object.fromEntries(measures.map((each) => [each.key, each.value(sums)]));
}

async function cellsFor({ db, company }: ReportDeps, measures: readonly Measure[], question: Question): Promise<readonly Cell[]> {
  const filter = filterOf(company, measures, question);
  if (filter === null) return [];
  const needs = needsOf(measures, question, filter);
  const { months } = await staleSpans(db);
  const pieces = planCells(needs, filter.from, filter.until, (first) => months.has(first));
  if (pieces === null) return addFactsUp(db, filter, toldBy(needs));
  const read: Cell[] = [];
  for (const { cube, from, until } of pieces) read.push(...(await cellsOf(db, cube, { ...filter, from, until })));
  return read;
}

function toldBy({ by, isByDay, isByMonth, isByWeekday, isByHour }: Needs): ReadonlySet<FactDimension | 'day' | 'weekday' | 'hour'> {
  return new Set([
    ...by,
    ...(isByDay || isByMonth ? (['day'] as const) : []),
    ...(isByWeekday ? (['weekday'] as const) : []),
    ...(isByHour ? (['hour'] as const) : []),
  ]);
}

function needsOf(measures: readonly Measure[], { by, filter }: Question, { only }: FactFilter): Needs {
  const told = new Set<FactDimension>(factDimensions.filter((each) => by.includes(each) || only[each] !== undefined));
  if (measures.some(({ behind }) => behind.rule !== undefined)) told.add('rule');
  const has = (each: Dimension) => by.includes(each);
  return {
    by: told,
    isByDay: has('day') || has('week'),
    isByMonth: has('month'),
    isByWeekday: has('weekday') || filter.weekday !== undefined,
    isByHour: has('hour') || filter.hour !== undefined,
  };
}

/** Which facts a question is about, as its asker may see them; null: none. */
export function filterOf(
  company: ReportDeps['company'],
  measures: readonly Measure[],
  { from, until, filter, origins, sight }: Question,
): FactFilter | null {
  const departments = company.departments.filter(
    ({ key }) =>
      (filter.department === undefined || key === filter.department) && (sight.type !== 'departments' || sight.keys.includes(key)),
  );
  const isDepartmentAsked = filter.department !== undefined || sight.type === 'departments';
  if (departments.length === 0) return null;
  const person = sight.type === 'person' ? sight.id : filter.specialist;
  if (sight.type === 'person' && filter.specialist !== undefined && filter.specialist !== sight.id) return null;
  const kinds = [...new Set<FactKind>(measures.map(({ behind }) => behind.kind))];
  return {
    kinds,
    origins,
    from,
    until,
    only: {
      ...(isDepartmentAsked ? { department: departments.map(({ id }) => id) } : {}),
      ...(person === undefined ? {} : { specialist: [person === 'none' ? '' : person] }),
      ...(filter.channel === undefined ? {} : { channel: [filter.channel] }),
      ...(filter.size === undefined ? {} : { size: [filter.size === 'none' ? '' : filter.size] }),
      ...(filter.rule === undefined ? {} : { rule: [filter.rule] }),
      ...(filter.topic === undefined ? {} : { topic: [filter.topic === 'none' ? '' : filter.topic] }),
    },
  };
}

function told({ company }: ReportDeps, cell: Cell, dimension: Dimension): string | null {
  switch (dimension) {
    case 'day':
      return cell.start;
    case 'week':
      return periodOf('week', cell.start);
    case 'month':
      return cell.start.slice(0, 7);
    case 'weekday':
      return cell.weekday === '' ? String(weekdayOf(cell.start)) : cell.weekday;
    case 'department':
      return company.departments.find(({ id }) => id === cell.department)?.key ?? null;
    case 'tree':
    case 'question':
    case 'answer':
    case 'leaf':
    case 'stage':
      return null;
    default:
      return cell[dimension] === '' ? null : cell[dimension];
  }
}

/** Monday is 1. */
function weekdayOf(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Every day, week or month there is, where numbers are told apart by one of them alone: a day on which nothing happened is there, too. */
export function filled({ by, from, until }: Question): Record<string, string>[] {
  const [unit, second] = by;
  if (second !== undefined || (unit !== 'day' && unit !== 'week' && unit !== 'month')) return [];
  const all = new Set<string>();
  for (let day = from; day <= until; day = daysAfter(day, 1)) all.add(periodOf(unit, day));
  return [...all].map((each) => ({ [unit]: each }));
}

/** Puts rows in order of what they are told apart by; none comes last. */
export function inOrder(rows: readonly Row[]): readonly Row[] {
  const keyOf = ({ by }: Row) => Object.values(by).map((each) => each ?? '\uffff');
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .toSorted((a, b) => compare(a.key, b.key))
    .map(({ row }) => row);
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [i, each] of a.entries()) {
    const other = b[i] ?? '';
    if (each !== other) return each < other ? -1 : 1;
  }
  return 0;
}
