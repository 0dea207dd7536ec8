import { pgTable, text } from 'drizzle-orm/pg-core';
import type { Language } from '../../domain/language.ts';
import { at } from './columns.ts';

/**
 * The past that the demo company is to have, one row at most: written with the company itself, so only where the demo company was put
 * into an empty database. All of the past goes in by the transaction that sets `made_at`.
 */
export const demoHistory = pgTable('demo_history', {
  /** the past's first instant, and its last */
  from: at('from').primaryKey(),
  until: at('until').notNull(),
  /** what people write in, as the shell spoke when the server first started */
  language: text('language').$type<Language>().notNull(),
  madeAt: at('made_at'),
});
