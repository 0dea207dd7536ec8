import type { Queries } from './db.ts';

/** One fixed SQL statement, prepared once a connection: called with the database or a transaction, and its parameters. */
export interface Statement<Row> {
  (queries: Queries, parameters?: readonly unknown[]): Promise<Row[]>;
  readonly text: string;
}

const texts = new Set<string>();

/**
 * Makes a statement; once, as its module loads, never per call. Every parameter is cast from text (`$1::text::uuid`), so that both
 * drivers send the same and the server's plans do not depend on who asked.
 */
export function statement<Row = unknown>(text: string): Statement<Row> {
  texts.add(text);
  return Object.assign((queries: Queries, parameters?: readonly unknown[]) => queries.query<Row>(text, parameters), { text });
}

/** Every statement of the modules that are loaded: a test has the server prepare each of them. */
export function allStatements(): readonly string[] {
  return [...texts];
}
