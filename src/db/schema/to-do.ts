import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ConversationId, SpecialistId, WindowId } from '../../domain/ids.ts';
import { at, count } from './columns.ts';

export const timer = pgTable(
  'timer',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    key: text('key').notNull(),
    /** goes up with every setting: only the generation that is stored can fire */
    generation: integer('generation').notNull(),
    dueAt: at('due_at').notNull(),
    /** the event to feed to the flow */
    raised: jsonb('raised').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.key] }), index('timer_due').on(t.dueAt)],
);

/**
 * What is to leave for a channel. A lane is (window, target): its rows go in order of `n`, and the head blocks the rest.
 * A dead row keeps its reason and lets the lane go on.
 */
export const outbox = pgTable(
  'outbox',
  {
    windowId: uuid('window_id').$type<WindowId>().notNull(),
    /** `<account id>:<address>` */
    target: text('target').notNull(),
    n: count('n').notNull(),
    /** send, edit, delete */
    verb: text('verb').notNull(),
    /** `client`: leads to the client, and no internal word may pass; `internal`: to where colleagues work */
    audience: text('audience').notNull().default('client'),
    seq: count('seq').notNull(),
    /** the row this one needs: an edit needs its send */
    dependsOn: count('depends_on'),
    urgent: boolean('urgent').notNull(),
    /** waiting, leased, sent, dead */
    status: text('status').notNull(),
    attempts: integer('attempts').notNull(),
    dueAt: at('due_at').notNull(),
    leasedBy: uuid('leased_by'),
    leasedUntil: at('leased_until'),
    doneAt: at('done_at'),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.windowId, t.target, t.n] }),
    index('outbox_due').on(t.dueAt).where(sql`status in ('waiting', 'leased')`),
    // Few fail for good: those of the last day are found without the rest.
    index('outbox_dead').on(t.doneAt).where(sql`status = 'dead'`),
    index('outbox_lane').on(t.windowId, t.target, t.n).where(sql`status in ('waiting', 'leased')`),
  ],
);

/**
 * What a commit of our own owes a conversation: written in its transaction, submitted after it, and gone once that was accepted or refused.
 * Whatever becomes of the process between the two, it is carried out.
 */
export const owedAction = pgTable(
  'owed_action',
  {
    /** the action's own: submitted twice it is a repeat */
    key: text('key').primaryKey(),
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    actorId: uuid('actor_id').$type<SpecialistId>().notNull(),
    /** as the desk would send it (engine/submissions/command) */
    command: jsonb('command').notNull(),
    createdAt: at('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    dueAt: at('due_at').notNull(),
  },
  (t) => [index('owed_action_due').on(t.dueAt)],
);

/** A channel that said "not so fast": nothing of this scope is sent before `until`. */
export const gate = pgTable('gate', { scope: text('scope').primaryKey(), until: at('until').notNull() });

/** Work only one process does at a time. */
export const lease = pgTable('lease', {
  name: text('name').primaryKey(),
  holder: uuid('holder').notNull(),
  until: at('until').notNull(),
});

/** When a process was last seen alive: after an outage deadlines move by the gap. */
export const heartbeat = pgTable('heartbeat', { name: text('name').primaryKey(), at: at('at').notNull() });

/**
 * Time in which nobody could be blamed (R16), as dated rows: `server`: no server was alive, or its clock jumped; `slack`: Slack did not
 * answer; `slack-socket`: what people did in Slack did not come in; `telegram`: Telegram did not answer. Without `until` it still goes on.
 */
export const outage = pgTable(
  'outage',
  { id: uuid('id').primaryKey(), what: text('what').notNull(), from: at('from').notNull(), until: at('until') },
  (t) => [uniqueIndex('outage_open').on(t.what).where(sql`until is null`), index('outage_until').on(t.until)],
);
