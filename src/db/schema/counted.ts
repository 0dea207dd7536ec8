import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { ConversationId, DepartmentId, SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

export const metricEvent = pgTable(
  'metric_event',
  {
    conversationId: uuid('conversation_id').$type<ConversationId>().notNull(),
    n: integer('n').notNull(),
    at: at('at').notNull(),
    metric: text('metric').notNull(),
    departmentId: uuid('department_id').$type<DepartmentId>().notNull(),
    specialistId: uuid('specialist_id').$type<SpecialistId>(),
    channel: text('channel').notNull(),
    data: jsonb('data'),
  },
  (t) => [primaryKey({ columns: [t.conversationId, t.n, t.metric] }), index('metric_event_at').on(t.at)],
);
