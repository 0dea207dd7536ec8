import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at, count } from './columns.ts';

/** From a client's message that needs an answer to that answer, wherever the message stood until then. The clock stops when the answer is committed; it counts when delivered. */
export const turn = pgTable(
  'turn',
  {
    id: uuid('id').primaryKey(),
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    n: integer('n').notNull(),
    openedAt: at('opened_at').notNull(),
    openedSeq: count('opened_seq').notNull(),
    answeredAt: at('answered_at'),
    answeredSeq: count('answered_seq'),
    answeredBy: uuid('answered_by'),
    deliveredAt: at('delivered_at'),
    /** ended without an answer: `waived`, `resolved`; `joined`, `parted`: what the client wrote waits on in another conversation */
    closedAt: at('closed_at'),
    closedReason: text('closed_reason'),
  },
  (t) => [uniqueIndex('turn_conversation').on(t.conversationId, t.n)],
);

/**
 * A deadline that is no hold's own, as it was reckoned: until when a queue's head waits to be called, a proposal to be accepted, a leaver's
 * clients to have owners; and what became of a hold's deadline at the moment it came. Kept beside what it is of, to be reckoned again.
 */
export const deadline = pgTable('deadline', {
  id: uuid('id').primaryKey(),
  /** the conversation, the proposal, the task, the turn */
  about: uuid('about').notNull(),
  kind: text('kind').notNull(),
  at: at('at').notNull(),
  due: at('due').notNull(),
  policyVersion: integer('policy_version').notNull(),
  basis: jsonb('basis').notNull(),
});

/** Who held a turn, and until when they had to answer. A violation is a lapsed hold. */
export const turnHold = pgTable(
  'turn_hold',
  {
    turnId: uuid('turn_id').notNull(),
    n: integer('n').notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    from: at('from').notNull(),
    due: at('due').notNull(),
    lapsedAt: at('lapsed_at'),
    until: at('until'),
    /** the event that began it, and how it ended: answered, passed-on, resolved, joined, parted … */
    reason: text('reason').notNull(),
    ended: text('ended'),
    policyVersion: integer('policy_version').notNull(),
    /** which deadline: `first`, `later`, `promise` */
    kind: text('kind').notNull().default('first'),
    /** the working time it was reckoned with, by its hash (`schedule`) */
    schedule: text('schedule'),
    /** ms by which an outage, or a channel that was down, moved `due` */
    movedMs: count('moved_ms').notNull().default(0),
    /** working time that lay in it by the hours of `basis`, ms; null: there was none to reckon with, or it is older than the column */
    givenMs: count('given_ms'),
    /** named by hand and known to be away: until when they are; it stays with them, and the deadline counts from then */
    backAt: at('back_at'),
    /** how it was last moved: what was lost of it, and the working time that was reckoned with (domain/lost-time `Moved`) */
    moved: jsonb('moved'),
    /** all it was reckoned on besides policy and working time (domain/turn), to be reckoned again; null: older than the column, not repeatable */
    basis: jsonb('basis'),
  },
  (t) => [
    primaryKey({ columns: [t.turnId, t.n] }),
    index('turn_hold_lapsed').on(t.specialistId, t.lapsedAt).where(sql`lapsed_at is not null`),
    // What was promised for a day is found without all that was due then.
    index('turn_hold_promise').on(t.due).where(sql`kind = 'promise'`),
  ],
);

/** Working time as some hold was reckoned with it: zone, hours, holidays (domain/hours `Schedule`), by the hash of it. Never changed. */
export const schedule = pgTable('schedule', {
  hash: text('hash').primaryKey(),
  data: jsonb('data').notNull(),
  createdAt: at('created_at').notNull(),
});

/** What was said about a violation: its person's sentence (`reply`), a head's excuse (`excuse`). The violation itself stays as it was (R16). */
export const violationWord = pgTable(
  'violation_word',
  {
    id: uuid('id').primaryKey(),
    turnId: uuid('turn_id').notNull(),
    n: integer('n').notNull(),
    kind: text('kind').notNull(),
    by: uuid('by').notNull(),
    text: text('text').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('violation_word_once').on(t.turnId, t.n, t.kind), index('violation_word_at').using('brin', t.at)],
);
