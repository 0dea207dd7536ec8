import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { SpecialistId } from '../../domain/ids.ts';
import type { SharedWith } from '../../domain/saved-view.ts';
import { at } from './columns.ts';

/** An address of a page of reports under a name. It says what is asked; what is answered is for whoever opens it to see. */
export const savedView = pgTable(
  'saved_view',
  {
    id: uuid('id').primaryKey(),
    ownerId: uuid('owner_id').$type<SpecialistId>().notNull(),
    name: text('name').notNull(),
    /** the page, and what its address asks */
    page: text('page').notNull(),
    query: jsonb('query').$type<Readonly<Record<string, string>>>().notNull(),
    /** null: nobody; `all`; keys of departments */
    sharedWith: jsonb('shared_with').$type<SharedWith>(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [index('saved_view_owner').on(t.ownerId)],
);
