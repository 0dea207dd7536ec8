import { daysOf, type Period } from '../day.ts';

/** A line of a report: what it is about, and its numbers. */
export interface ReportRow {
  readonly by: Readonly<Record<string, string | null>>;
  readonly values: Readonly<Record<string, number | null>>;
}

/** By which column or which thing rows are ordered. */
export interface Order {
  readonly key: string;
  readonly isDown: boolean;
}

/** Reads `resolution.n`, or `-resolution.n` for the greatest first. */
export function orderOf(text: string): Order {
  return text.startsWith('-') ? { key: text.slice(1), isDown: true } : { key: text, isDown: false };
}

/** Says what a value of a dimension is called: names are put in order as they are read. */
export type Naming = (dimension: string, value: string | null) => string;

/** Puts rows in order: what is unknown comes last either way, and what is equal stays as it was. */
export function inOrderOf<Row extends ReportRow>(rows: readonly Row[], { key, isDown }: Order, naming: Naming, language: string): Row[] {
  const words = new Intl.Collator(language, { numeric: true });
  const sign = isDown ? -1 : 1;
  const of = ({ by, values }: Row): number | string | null =>
    key in by ? ((by[key] ?? null) === null ? null : orderName(key, by[key] as string, naming)) : (values[key] ?? null);
  return rows
    .map((row) => ({ row, value: of(row) }))
    .toSorted(({ value: a }, { value: b }) => {
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : words.compare(String(a), String(b)));
    })
    .map(({ row }) => row);
}

/** Times stand in their own order, whatever they are called. */
const times = new Set(['day', 'week', 'month', 'weekday', 'hour']);

function orderName(key: string, value: string, naming: Naming): string {
  return times.has(key) ? value : naming(key, value);
}

/** A row with the numbers of the other period beside it; null: there was no such row then. */
export interface Beside<Row extends ReportRow> {
  readonly row: Row;
  readonly other: ReportRow | null;
}

interface Compared {
  readonly from: string;
  readonly rows: readonly ReportRow[];
}

/**
 * Puts the rows of another period beside those of this one: the same person, the same channel; the first day beside the first day, the
 * second week beside the second. What was only in the other period comes last, without numbers of this one but for counts, which are 0.
 */
export function besides(from: string, rows: readonly ReportRow[], compared: Compared, counts: ReadonlySet<string>): Beside<ReportRow>[] {
  const others = new Map(compared.rows.map((row) => [keyOf(row, compared.from), row]));
  const found = rows.map((row) => {
    const key = keyOf(row, from);
    const other = others.get(key) ?? null;
    others.delete(key);
    return { row, other };
  });
  return [...found, ...[...others.values()].flatMap((other) => onlyThen(other, counts) ?? [])];
}

/** A day of the other period is no day of this one: only what is there without time is shown for itself. */
function onlyThen(other: ReportRow, counts: ReadonlySet<string>): Beside<ReportRow> | null {
  if (Object.keys(other.by).some((each) => spans.has(each))) return null;
  const values = Object.fromEntries(Object.keys(other.values).map((key) => [key, counts.has(key) ? 0 : null]));
  return { row: { by: other.by, values }, other };
}

const spans = new Set(['day', 'week', 'month']);

function keyOf({ by }: ReportRow, from: string): string {
  return JSON.stringify(Object.entries(by).map(([key, value]) => (spans.has(key) && value !== null ? stepsFrom(from, value) : value)));
}

/** How many days, weeks or months later than the period's first one. */
function stepsFrom(from: string, period: Period): number {
  if (/^\d{4}-\d{2}$/.test(period)) return monthOf(period) - monthOf(from);
  const [first, begin] = [dayNumber(daysOf(period)?.first ?? period), dayNumber(from)];
  return period.includes('W') ? Math.floor((first - mondayOf(begin)) / 7) : first - begin;
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
const mondayOf = (day: number) => day - ((day + 3) % 7);
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
