import { drizzle, type PgRemoteDatabase } from 'drizzle-orm/pg-proxy';
import type { Queries } from './db.ts';

/**
 * Drizzle's builder for reads that are not hot, on the database or inside a transaction. It only makes the SQL and maps the rows: what
 * it makes goes the way of every other statement, so there is one pool. Rows are written by `rows.ts` and statements, never through
 * it: its JSON would be quoted twice.
 */
export function orm(queries: Queries): Pick<PgRemoteDatabase, 'select' | 'selectDistinct' | '$with' | 'with' | '$count'> {
  return drizzle(async (text, parameters, method) => ({
    rows: method === 'execute' ? await queries.query(text, parameters) : await queries.values(text, parameters),
  }));
}
