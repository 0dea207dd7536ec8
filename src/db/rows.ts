import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Queries } from './db.ts';

/** One statement for any number of rows: they travel as one JSON parameter, so the statement is prepared once and stays the same. */
export type WriteRows<Row> = (tx: Queries, rows: readonly Row[]) => Promise<void>;

type RowOf<Table extends PgTable> = Table['$inferSelect'];

/** `insert … select from rows`; `after` is what follows, such as `on conflict do nothing`. Rows are whole: every column is given. */
export function inserter<Table extends PgTable>(table: Table, after = ''): WriteRows<RowOf<Table>> {
  const { name, columns } = shapeOf(table);
  const list = columns.map(([, column]) => `"${column}"`).join(', ');
  const statement = `insert into "${name}" (${list}) select ${list} from json_populate_recordset(null::"${name}", $1::text::json) ${after}`;
  return write(statement, columns);
}

/** Sets `set` of the rows found by `key`. Rows that are not there are passed over. */
export function updater<Table extends PgTable, Key extends keyof RowOf<Table> & string, Set extends keyof RowOf<Table> & string>(
  table: Table,
  key: readonly Key[],
  set: readonly Set[],
): WriteRows<Pick<RowOf<Table>, Key | Set>> {
  const { name, columns } = shapeOf(table);
  const named = new Map(columns);
  const column = (property: string) => `"${named.get(property) ?? property}"`;
  const assigned = set.map((each) => `${column(each)} = new_row.${column(each)}`).join(', ');
  const matched = key.map((each) => `old_row.${column(each)} = new_row.${column(each)}`).join(' and ');
  const statement = `update "${name}" old_row set ${assigned} from json_populate_recordset(null::"${name}", $1::text::json) new_row where ${matched}`;
  return write(
    statement,
    columns.filter(([property]) => [...key, ...set].includes(property as Key | Set)),
  );
}

function write<Row>(statement: string, columns: readonly (readonly [string, string])[]): WriteRows<Row> {
  return async (tx, rows) => {
    if (rows.length === 0) return;
    const named = rows.map((row) => {
      const out: Record<string, unknown> = {};
      for (const [property, column] of columns) out[column] = (row as Record<string, unknown>)[property];
      return out;
    });
    await tx.query(statement, [JSON.stringify(named)]);
  };
}

function shapeOf(table: PgTable): { name: string; columns: readonly (readonly [string, string])[] } {
  const columns = Object.entries(getTableColumns(table)).map(([property, column]) => [property, column.name] as const);
  return { name: getTableName(table), columns };
}

/** Uuids as one text parameter, read by `$n::text::uuid[]` on both drivers. */
export function uuids(ids: Iterable<string>): string {
  return `{${[...ids].join(',')}}`;
}
