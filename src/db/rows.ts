import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { arrayOf, type Column } from './arrays.ts';
import type { Queries } from './db.ts';

/** One statement for any number of rows: a column travels as one array, so the statement is prepared once and stays the same. */
export type WriteRows<Row> = (tx: Queries, rows: readonly Row[]) => Promise<void>;

type RowOf<Table extends PgTable> = Table['$inferSelect'];

/** `insert … select from rows`; `after` is what follows, such as `on conflict do nothing`. Rows are whole: every column is given. */
export function inserter<Table extends PgTable>(table: Table, after = ''): WriteRows<RowOf<Table>> {
  const columns = columnsOf(table);
  const list = columns.map(({ name }) => `"${name}"`).join(', ');
  const statement = `insert into "${getTableName(table)}" (${list}) select ${columns.map(valueIn).join(', ')} from ${rowsOf(columns)} ${after}`;
  return write(statement, columns);
}

/** Sets `set` of the rows found by `key`. Rows that are not there are passed over. */
export function updater<Table extends PgTable, Key extends keyof RowOf<Table> & string, Set extends keyof RowOf<Table> & string>(
  table: Table,
  key: readonly Key[],
  set: readonly Set[],
): WriteRows<Pick<RowOf<Table>, Key | Set>> {
  const all = columnsOf(table);
  const pick = (properties: readonly string[]) => all.filter(({ property }) => properties.includes(property));
  const [keys, values] = [pick(key), pick(set)];
  const assigned = values.map((each) => `"${each.name}" = ${valueIn(each)}`).join(', ');
  const matched = keys.map((each) => `old_row."${each.name}" = ${valueIn(each)}`).join(' and ');
  const columns = [...keys, ...values];
  const statement = `update "${getTableName(table)}" old_row set ${assigned} from ${rowsOf(columns)} where ${matched}`;
  return write(statement, columns);
}

function write<Row>(statement: string, columns: readonly Column[]): WriteRows<Row> {
  return async (tx, rows) => {
    if (rows.length > 0)
      await tx.query(
        statement,
        columns.map((column) => arrayOf(column, rows as readonly Record<string, unknown>[])),
      );
  };
}

function columnsOf(table: PgTable): readonly Column[] {
  return Object.entries(getTableColumns(table)).map(([property, column]) => ({ property, name: column.name, type: column.getSQLType() }));
}

/** JSON travels as text and is parsed once it is a row: an array of it would be parsed twice. */
function rowsOf(columns: readonly Column[]): string {
  const arrays = columns.map(({ type }, i) => `$${i + 1}::text::${type === 'jsonb' ? 'text' : type}[]`);
  return `unnest(${arrays.join(', ')}) as new_row(${columns.map(({ name }) => `"${name}"`).join(', ')})`;
}

function valueIn({ name, type }: Column): string {
  return type === 'jsonb' ? `new_row."${name}"::jsonb` : `new_row."${name}"`;
}
