import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { AssignmentId, ClientId, ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

/** The staff of a department as one batch of assignments saw it: loads, capacity, availability, in order of id. */
export const rosterSnapshot = pgTable('roster_snapshot', {
  id: uuid('id').primaryKey(),
  departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
  at: at('at').notNull(),
  policyVersion: integer('policy_version').notNull(),
  candidates: jsonb('candidates').notNull(),
});

export const assignment = pgTable(
  'assignment',
  {
    id: uuid('id').$type<AssignmentId>().notNull(),
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    n: integer('n').notNull(),
    at: at('at').notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    /** null: nobody could have it, and it was queued */
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    rule: text('rule').notNull(),
    /** why a person was sought */
    reason: text('reason').notNull(),
    policyVersion: integer('policy_version').notNull(),
    snapshotId: uuid('snapshot_id').notNull(),
    /** { top, counts, passed, overload }: ids, loads and codes, worded when read */
    explanation: jsonb('explanation').notNull(),
    /** all it was decided on besides policy and snapshot (domain/basis), to be taken again; null: older than the column, not repeatable */
    basis: jsonb('basis'),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.n] }), index('assignment_snapshot').on(t.snapshotId)],
);

/**
 * A search that found nobody for a conversation that waited already, so that its flow was not told. `n`: the event that would have come
 * of it. The same outcome again is counted, not written again.
 */
export const failedSearch = pgTable(
  'failed_search',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    n: integer('n').notNull(),
    /** the rule, and who was passed over: what tells it from another search in vain */
    outcome: text('outcome').notNull(),
    /** the first time, on which `basis` and `explanation` are, and the last */
    at: at('at').notNull(),
    lastAt: at('last_at').notNull(),
    times: integer('times').notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    rule: text('rule').notNull(),
    reason: text('reason').notNull(),
    policyVersion: integer('policy_version').notNull(),
    snapshotId: uuid('snapshot_id').notNull(),
    explanation: jsonb('explanation').notNull(),
    basis: jsonb('basis').notNull(),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.n, t.outcome] }), index('failed_search_snapshot').on(t.snapshotId)],
);

/**
 * A decision about who owns a client: `owner`: somebody was picked, or nobody; `handover`: whether it could take place; `expiry`: an
 * ownership lapsed. The same outcome again is counted, not written again.
 */
export const clientDecision = pgTable(
  'client_decision',
  {
    /** or the meeting with somebody who is no client yet */
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    id: uuid('id').notNull(),
    kind: text('kind').notNull(),
    /** what it came to, in codes */
    outcome: text('outcome').notNull(),
    at: at('at').notNull(),
    lastAt: at('last_at').notNull(),
    times: integer('times').notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>(),
    policyVersion: integer('policy_version').notNull(),
    /** null: nobody was compared */
    snapshotId: uuid('snapshot_id'),
    basis: jsonb('basis').notNull(),
  },
  (t) => [primaryKey({ columns: [t.clientId, t.id] }), index('client_decision_snapshot').on(t.snapshotId)],
);
