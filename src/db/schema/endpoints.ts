import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** An address of the company's systems that is told of what happens, by signed webhooks. */
export const endpoint = pgTable('endpoint', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  url: text('url').notNull(),
  /** types of what it is told of (domain/announcement) */
  types: jsonb('types').$type<readonly string[]>().notNull(),
  /** active, paused: what happens meanwhile waits for it */
  status: text('status').notNull(),
  /** why it is paused: `hand`, `gone` (it answered 410), `failing` (for days) */
  pausedFor: text('paused_for'),
  pausedAt: at('paused_at'),
  /** sealed by the server's own secret, since it has to be read again to sign */
  secret: text('secret').notNull(),
  /** the one before, which signs as well until then */
  formerSecret: text('former_secret'),
  formerUntil: at('former_until'),
  createdAt: at('created_at').notNull(),
  /** since when nothing of what was tried has arrived; null: the last try did */
  failingSince: at('failing_since'),
  /** it asked not to be sent anything before */
  heldUntil: at('held_until'),
});

/**
 * What happened, for whoever of the company's systems wants to know: written in the transaction in which it happens, while an endpoint asks
 * for its type. Ids and classifications, no texts.
 */
export const announcement = pgTable(
  'announcement',
  {
    /** given under the lock of what it is about, so of one object it is in order */
    n: bigint('n', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** the same with every try, so that a receiver notices a repeat */
    id: uuid('id').notNull(),
    type: text('type').notNull(),
    /** the conversation, or the client: what is told of it stays in order */
    about: uuid('about').notNull(),
    at: at('at').notNull(),
    /** { object: ids, data } */
    body: jsonb('body').notNull(),
    /** every endpoint that asks for it has its delivery */
    isSpread: boolean('is_spread').notNull().default(false),
  },
  (t) => [index('announcement_new').on(t.n).where(sql`not is_spread`)],
);

/** An announcement on its way to one endpoint. What is open of one object goes in order of `n`; the first holds back the rest. */
export const announcementDelivery = pgTable(
  'announcement_delivery',
  {
    id: uuid('id').primaryKey(),
    endpointId: uuid('endpoint_id').notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
    about: uuid('about').notNull(),
    /** waiting, leased, sent, failed (given up) */
    status: text('status').notNull(),
    attempts: integer('attempts').notNull(),
    dueAt: at('due_at').notNull(),
    leasedBy: uuid('leased_by'),
    leasedUntil: at('leased_until'),
    /** of this round of tries; a replay begins another */
    firstAt: at('first_at'),
    doneAt: at('done_at'),
    /** what came of each try: { at, ms, code?, error? } */
    tries: jsonb('tries').notNull().default([]),
    /** the beginning of the last answer */
    answer: text('answer'),
  },
  (t) => [
    uniqueIndex('announcement_delivery_once').on(t.endpointId, t.n),
    index('announcement_delivery_lane').on(t.endpointId, t.about, t.n).where(sql`status in ('waiting', 'leased')`),
    index('announcement_delivery_due').on(t.endpointId, t.dueAt).where(sql`status in ('waiting', 'leased')`),
    index('announcement_delivery_failed').on(t.endpointId).where(sql`status = 'failed'`),
  ],
);
