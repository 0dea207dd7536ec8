import { integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at, count } from './columns.ts';

/** From a client's message that needs an answer to that answer. The clock stops when the answer is committed; it counts when delivered. */
export const turn = pgTable(
  'turn',
  {
    id: uuid('id').primaryKey(),
    conversationId: uuid('conversation_id').notNull(),
    n: integer('n').notNull(),
    openedAt: at('opened_at').notNull(),
    openedSeq: count('opened_seq').notNull(),
    answeredAt: at('answered_at'),
    answeredSeq: count('answered_seq'),
    answeredBy: uuid('answered_by'),
    deliveredAt: at('delivered_at'),
  },
  (t) => [uniqueIndex('turn_conversation').on(t.conversationId, t.n)],
);

/** Who held a turn, and until when they had to answer. A violation is a lapsed hold. */
export const turnHold = pgTable(
  'turn_hold',
  {
    turnId: uuid('turn_id').notNull(),
    n: integer('n').notNull(),
    specialistId: uuid('specialist_id').notNull(),
    departmentId: uuid('department_id').notNull(),
    from: at('from').notNull(),
    due: at('due').notNull(),
    lapsedAt: at('lapsed_at'),
    until: at('until'),
    /** the event that began it, and how it ended: answered, passed-on, resolved */
    reason: text('reason').notNull(),
    ended: text('ended'),
    policyVersion: integer('policy_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.turnId, t.n] })],
);
