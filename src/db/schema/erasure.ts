import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ErasureLeft } from '../../domain/erasure.ts';
import type { AccountId, ContactId } from '../../domain/ids.ts';
import { at } from './columns.ts';

/**
 * A contact's personal data is erased, once and for all. What it had to do with is kept by ids only, so that it can be told later that it was
 * done, and what could not be reached.
 */
export const erasure = pgTable(
  'erasure',
  {
    id: uuid('id').primaryKey(),
    contactId: uuid('contact_id').$type<ContactId>().notNull(),
    /** asked: somebody wants it; retention: the policy does */
    why: text('why').notNull(),
    /** specialist, api-key, system */
    byKind: text('by_kind').notNull(),
    byId: uuid('by_id'),
    askedAt: at('asked_at').notNull(),
    /** where it has come to: close, wipe, reach, done */
    step: text('step').notNull(),
    dueAt: at('due_at').notNull(),
    wipedAt: at('wiped_at'),
    doneAt: at('done_at'),
    /** what could not be reached (domain/erasure) */
    left: jsonb('left').$type<readonly ErasureLeft[]>().notNull(),
  },
  (t) => [uniqueIndex('erasure_contact').on(t.contactId), index('erasure_due').on(t.dueAt).where(sql`step <> 'done'`)],
);

/** Contacts of all clients taken away as a table: who did, when, why, and how many. */
export const contactExport = pgTable(
  'contact_export',
  {
    id: uuid('id').primaryKey(),
    at: at('at').notNull(),
    by: uuid('by').notNull(),
    reason: text('reason').notNull(),
    contacts: integer('contacts').notNull(),
  },
  (t) => [index('contact_export_at').on(t.at)],
);

/** Where words or files of an erased contact stand outside: they are deleted there one by one. Done rows go. */
export const erasurePlace = pgTable(
  'erasure_place',
  {
    erasureId: uuid('erasure_id').notNull(),
    accountId: uuid('account_id').$type<AccountId>().notNull(),
    /** message; thread: all that stands in a thread of colleagues; file */
    kind: text('kind').notNull(),
    chat: text('chat').notNull(),
    externalId: text('external_id').notNull(),
    /** since when it stands there: some channels delete only what is new */
    since: at('since').notNull(),
    attempts: integer('attempts').notNull(),
    dueAt: at('due_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.erasureId, t.accountId, t.kind, t.chat, t.externalId] }), index('erasure_place_due').on(t.dueAt)],
);
