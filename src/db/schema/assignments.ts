import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { AssignmentId, ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
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
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.n] })],
);
