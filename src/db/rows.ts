import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Id } from '../domain/ids.ts';
import { type ArrayColumn, arrayOf } from './arrays.ts';
import type { Queries } from './db.ts';
import { statement } from './statement.ts';

/** One statement for any number of rows: a column travels as one array, so the statement is prepared once and stays the same. */
export interface WriteRows<Row> {
  (tx: Queries, rows: readonly Row[]): Promise<void>;
  /** the same, for what `returning` says of the rows that were written */
  returned<Returned>(tx: Queries, rows: readonly Row[]): Promise<Returned[]>;
  /** the same as a part of a larger statement; null when there is nothing to write */
  part(rows: readonly Row[]): Part | null;
}

/** A data-changing statement that may stand beside others in one. */
export interface Part {
  /** `from`: parameters that stand before its own */
  text(from: number): string;
  readonly parameters: readonly string[];
}

/** A row to be written; ids may come from where they are plain text. */
export type RowToWrite<Table extends PgTable> = { readonly [Key in keyof Table['$inferSelect']]: Plain<Table['$inferSelect'][Key]> };

type Plain<Value> = Value extends Id<string> ? string : Value;

/**
 * `insert … select from rows`; `after` is what follows, such as `on conflict do nothing`. Rows are whole: every column is given but those that
 * the database `numbers` itself.
 */
export function inserter<Table extends PgTable, Numbered extends keyof RowToWrite<Table> & string = never>(
  table: Table,
  after = '',
  numbers: readonly Numbered[] = [],
): WriteRows<Omit<RowToWrite<Table>, Numbered>> {
  const columns = columnsOf(table).filter(({ property }) => !(numbers as readonly string[]).includes(property));
  const list = columns.map(({ name }) => `"${name}"`).join(', ');
  const head = `insert into "${getTableName(table)}" (${list}) select ${columns.map(valueIn).join(', ')} from `;
  return write((from) => `${head}${rowsOf(columns, from)} ${after}`, columns);
}

/**
 * Sets `set` of the rows found by `key`, `keep` where something is given (null leaves what is there), and `first` where nothing stands yet.
 * Rows that are not there are passed over.
 */
export function updater<
  Table extends PgTable,
  Key extends keyof RowToWrite<Table> & string,
  Set extends keyof RowToWrite<Table> & string,
  Keep extends keyof RowToWrite<Table> & string = never,
  First extends keyof RowToWrite<Table> & string = never,
>(
  table: Table,
  key: readonly Key[],
  set: readonly Set[],
  keep: readonly Keep[] = [],
  first: readonly First[] = [],
): WriteRows<Pick<RowToWrite<Table>, Key | Set | First> & { readonly [Each in Keep]: RowToWrite<Table>[Each] | null }> {
  const all = columnsOf(table);
  const pick = (properties: readonly string[]) => all.filter(({ property }) => properties.includes(property));
  const [keys, values, kept, firsts] = [pick(key), pick(set), pick(keep), pick(first)];
  const assigned = [
    ...values.map((each) => `"${each.name}" = ${valueIn(each)}`),
    ...kept.map((each) => `"${each.name}" = coalesce(${valueIn(each)}, old_row."${each.name}")`),
    ...firsts.map((each) => `"${each.name}" = coalesce(old_row."${each.name}", ${valueIn(each)})`),
  ].join(', ');
  const matched = keys.map((each) => `old_row."${each.name}" = ${valueIn(each)}`).join(' and ');
  const columns = [...keys, ...values, ...kept, ...firsts];
  const head = `update "${getTableName(table)}" old_row set ${assigned} from `;
  return write((from) => `${head}${rowsOf(columns, from)} where ${matched}`, columns);
}

/**
 * `insert into "outbox" ("window_id", …) select k.window_id, …`: what goes into which column, side by side, for a statement that goes on
 * with `from`. A column that needs a value and has none does not compile.
 */
export function insertSelect<Table extends PgTable>(
  table: Table,
  values: { readonly [Key in keyof Table['$inferInsert']]: string },
): string {
  const byProperty = values as Readonly<Record<string, string>>;
  const written = columnsOf(table).filter(({ property }) => property in byProperty);
  const names = written.map(({ name }) => `"${name}"`).join(', ');
  return `insert into "${getTableName(table)}" (${names}) select ${written.map(({ property }) => byProperty[property]).join(', ')}`;
}

/**
 * Several parts as one statement: the server takes it up, carries it out and answers once. The parts see what was there
 * before, not each other, so no two of them may touch the same row. The one text that no module makes as it loads: which parts there are
 * differs from batch to batch. Each part alone is a statement of `write`, so a test has the server prepare it.
 */
export async function writeAll(tx: Queries, parts: readonly (Part | null)[]): Promise<void> {
  const texts: string[] = [];
  const parameters: string[] = [];
  for (const part of parts) {
    if (part === null) continue;
    texts.push(`w${texts.length} as (${part.text(parameters.length)})`);
    parameters.push(...part.parameters);
  }
  if (texts.length > 0) await tx.query(`with ${texts.join(', ')} select`, parameters);
}

function write<Row>(text: (from: number) => string, columns: readonly ArrayColumn[]): WriteRows<Row> {
  const alone = statement(text(0));
  const parametersOf = (rows: readonly Row[]) => columns.map((column) => arrayOf(column, rows as readonly Record<string, unknown>[]));
  const writeRows = async (tx: Queries, rows: readonly Row[]) => {
    if (rows.length > 0) await alone(tx, parametersOf(rows));
  };
  return Object.assign(writeRows, {
    returned: async <Returned>(tx: Queries, rows: readonly Row[]) =>
      rows.length === 0 ? [] : ((await alone(tx, parametersOf(rows))) as Returned[]),
    part: (rows: readonly Row[]) => (rows.length === 0 ? null : { text, parameters: parametersOf(rows) }),
  });
}

function columnsOf(table: PgTable): readonly ArrayColumn[] {
  return Object.entries(getTableColumns(table)).map(([property, column]) => ({ property, name: column.name, type: column.getSQLType() }));
}

/** JSON travels as text and is parsed once it is a row: an array of it would be parsed twice. */
function rowsOf(columns: readonly ArrayColumn[], from: number): string {
  const arrays = columns.map(({ type }, i) => `$${from + i + 1}::text::${type === 'jsonb' ? 'text' : type}[]`);
  return `unnest(${arrays.join(', ')}) as new_row(${columns.map(({ name }) => `"${name}"`).join(', ')})`;
}

function valueIn({ name, type }: ArrayColumn): string {
  return type === 'jsonb' ? `new_row."${name}"::jsonb` : `new_row."${name}"`;
}
