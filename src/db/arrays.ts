/*
 * Arrays as Postgres reads them from text, `{a,"b c",NULL}`. Both drivers pass a text parameter unchanged, and reading an
 * array costs the server a fraction of reading the same as JSON.
 */

export interface ArrayColumn {
  /** the row's property */
  readonly property: string;
  /** the column */
  readonly name: string;
  /** its SQL type */
  readonly type: string;
}

/** One column of the rows. */
export function arrayOf({ property, type }: ArrayColumn, rows: readonly Record<string, unknown>[]): string {
  return `{${rows.map((row) => elementOf(type, row[property])).join(',')}}`;
}

function elementOf(type: string, value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'jsonb') return quoted(JSON.stringify(value));
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' && type !== 'uuid' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Uuids, read by `$n::text::uuid[]`. */
export function uuids(ids: Iterable<string>): string {
  return `{${[...ids].join(',')}}`;
}

/** Texts, read by `$n::text::text[]`. */
export function texts(values: Iterable<string>): string {
  return `{${[...values].map(quoted).join(',')}}`;
}

/** Texts of which some are missing, read by `$n::text::text[]`. */
export function nullableTexts(values: Iterable<string | null>): string {
  return `{${[...values].map((each) => (each === null ? 'NULL' : quoted(each))).join(',')}}`;
}

/** Whole numbers, read by `$n::text::int[]` or `bigint[]`. */
export function numbers(values: Iterable<number>): string {
  return `{${[...values].join(',')}}`;
}
