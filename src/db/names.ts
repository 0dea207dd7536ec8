import { getTableColumns, getTableName } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/*
 * Names of tables and columns for SQL text, taken from the schema: a column that is renamed there is renamed in every statement, and
 * one that is gone no longer compiles. Statements stay plain text, so what the server is sent is what stands in the code.
 *
 *   const c = named(conversation, 'c');
 *   `select ${c.id} from ${c} where ${c.windowId} = $1::text::uuid`   →   select c."id" from "conversation" c where c."window_id" = …
 */

declare const data: unique symbol;

/** The text of a column, or of an expression in its place; `Data`: what a row holds there. */
export type Column<Data = unknown> = string & { readonly [data]?: Data };

type DataOf<Table extends PgTable, Key extends keyof Table['$inferSelect']> = Table['$inferSelect'][Key];

/** A table in SQL text: written as such it is the table, its properties are its columns. */
export type Named<Table extends PgTable> = { readonly [Key in keyof Table['$inferSelect']]: Column<DataOf<Table, Key>> };

/** The table under a short name, for everything that reads: `c."window_id"`, and `"conversation" c` for the table. */
export function named<Table extends PgTable>(table: Table, alias: string): Named<Table> {
  return namesOf(table, `"${getTableName(table)}" ${alias}`, `${alias}.`);
}

/** The table and its columns by themselves, for `insert into` and for what `update` sets: `"window_id"`. */
export function bare<Table extends PgTable>(table: Table): Named<Table> {
  return namesOf(table, `"${getTableName(table)}"`, '');
}

/** A name that a subquery or `with` gave, with the columns it has: `of('newest', { seq: c.seq })` has `newest."seq"`. */
export function of<Shape extends Readonly<Record<string, Column>>>(alias: string, shape: Shape): Shape {
  const columns = Object.fromEntries(Object.keys(shape).map((key) => [key, `${alias}."${key}"`]));
  return withText(columns, alias) as Shape;
}

/** What `columns` says of a row. */
export type RowOf<Shape extends Readonly<Record<string, Column>>> = {
  readonly [Key in keyof Shape]: Shape[Key] extends Column<infer Data> ? Data : never;
};

/** What is selected, each under its property's name: `c."id" as "id", d."name" as "departmentName"`. */
export function columns(shape: Readonly<Record<string, Column>>): string {
  return Object.entries(shape)
    .map(([property, column]) => `${column} as "${property}"`)
    .join(', ');
}

/** An expression, and what a row holds in its place: `expression<number>('count(*)::int')`. */
export function expression<Data>(text: string): Column<Data> {
  return text;
}

/** A column of a table that may have no row, because it is joined from the left. */
export function nullable<Data>(column: Column<Data>): Column<Data | null> {
  return column;
}

function namesOf<Table extends PgTable>(table: Table, text: string, prefix: string): Named<Table> {
  const columns = Object.entries(getTableColumns(table)).map(([property, { name }]) => [property, `${prefix}"${name}"`]);
  return withText(Object.fromEntries(columns), text) as Named<Table>;
}

/** The text an object has inside a template. */
function withText(columns: object, text: string): object {
  return Object.defineProperty(columns, 'toString', { value: () => text, enumerable: false });
}
