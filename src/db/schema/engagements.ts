import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { SpecialistId } from '../../domain/ids.ts';
import { at } from './columns.ts';

/**
 * A stretch of time in which somebody is busy with a client elsewhere, at a meeting or on a call (R16). Nothing of a stretch that has
 * passed ever changes: one that ends early ends now, one that is moved ends and another begins, so a decision of then can be taken again.
 */
export const engagement = pgTable(
  'engagement',
  {
    id: uuid('id').primaryKey(),
    specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
    /** meeting, call */
    what: text('what').notNull(),
    /** the meeting it is */
    taskId: uuid('task_id'),
    /** the call it is; null with a meeting, and where its person said it with a tap */
    callKey: text('call_key'),
    from: at('from').notNull(),
    until: at('until').notNull(),
  },
  (t) => [
    index('engagement_specialist').on(t.specialistId, t.until),
    index('engagement_task').on(t.taskId),
    index('engagement_call').on(t.callKey),
  ],
);

/** What telephony told of a call, by its own id: one that has ended does not begin again, in whatever order its events come. */
export const phoneCall = pgTable('phone_call', {
  key: text('key').primaryKey(),
  specialistId: uuid('specialist_id').$type<SpecialistId>().notNull(),
  /** the newest time at which it was said to be on; null: only its end is known */
  seenAt: at('seen_at'),
  endedAt: at('ended_at'),
});
