import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { ClientId, ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

/**
 * What a department's head is to accept, and the director decides after them (R8): that a conversation which came from another department
 * is a certain person's (`person`), or that a client is (`owner`). Until then nothing waits for it: the department's queue has the
 * conversation, and the client stays whose they are.
 */
export const proposal = pgTable(
  'proposal',
  {
    id: uuid('id').primaryKey(),
    /** person, owner */
    kind: text('kind').notNull(),
    conversationId: uuid('conversation_id').$type<ConversationId>(),
    clientId: uuid('client_id').$type<ClientId>(),
    /** the department that is to accept, and who is named of it */
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    /** of a client: the department whose ownership ends with it; null: none does */
    insteadId: uuid('instead_id').$type<DepartmentId>(),
    reason: text('reason').notNull(),
    /** whose wish it is: specialist, api-key */
    byKind: text('by_kind').notNull(),
    byId: uuid('by_id').$type<SpecialistId>(),
    at: at('at').notNull(),
    /** until when the head decides; then the director is asked */
    dueAt: at('due_at').notNull(),
    /** asked: of the head; raised: of the director; then how it ended: accepted, refused, withdrawn, met, answered, moved, over */
    status: text('status').notNull(),
    raisedAt: at('raised_at'),
    endedAt: at('ended_at'),
  },
  (t) => [
    uniqueIndex('proposal_conversation').on(t.conversationId).where(sql`status in ('asked', 'raised') and conversation_id is not null`),
    uniqueIndex('proposal_client').on(t.clientId, t.departmentId).where(sql`status in ('asked', 'raised') and kind = 'owner'`),
    index('proposal_due').on(t.dueAt).where(sql`status = 'asked'`),
    index('proposal_department').on(t.departmentId, t.at),
    index('proposal_open').on(t.departmentId).where(sql`status in ('asked', 'raised')`),
  ],
);

/** What was said to a proposal: accepted, refused, lapsed, withdrawn. Dated, never changed. */
export const proposalWord = pgTable(
  'proposal_word',
  {
    id: uuid('id').primaryKey(),
    proposalId: uuid('proposal_id').notNull(),
    kind: text('kind').notNull(),
    /** null: time itself, or a system of the company */
    by: uuid('by').$type<SpecialistId>(),
    reason: text('reason').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('proposal_word_proposal').on(t.proposalId, t.at)],
);

/** One client given another owner by hand: who it was, who it is, and whose ownership elsewhere ended with it, so that it can be undone. */
export const ownerChange = pgTable(
  'owner_change',
  {
    id: uuid('id').primaryKey(),
    clientId: uuid('client_id').$type<ClientId>().notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    /** null: nobody owned it in the department */
    fromId: uuid('from_id').$type<SpecialistId>(),
    toId: uuid('to_id').$type<SpecialistId>().notNull(),
    insteadId: uuid('instead_id').$type<DepartmentId>(),
    insteadOf: uuid('instead_of').$type<SpecialistId>(),
    proposalId: uuid('proposal_id'),
    reason: text('reason').notNull(),
    byKind: text('by_kind').notNull(),
    byId: uuid('by_id'),
    at: at('at').notNull(),
    undoneAt: at('undone_at'),
    undoneBy: uuid('undone_by'),
  },
  (t) => [index('owner_change_client').on(t.clientId, t.at)],
);
