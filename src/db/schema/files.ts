import { foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { at, bytes, count } from './columns.ts';

export const attachment = pgTable('attachment', {
  id: uuid('id').primaryKey(),
  windowId: uuid('window_id'),
  seq: count('seq'),
  name: text('name'),
  mediaType: text('media_type').notNull(),
  size: count('size').notNull(),
  sha256: text('sha256').notNull(),
  createdAt: at('created_at').notNull(),
});

export const attachmentChunk = pgTable(
  'attachment_chunk',
  {
    attachmentId: uuid('attachment_id').notNull(),
    n: integer('n').notNull(),
    bytes: bytes('bytes').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.attachmentId, t.n] }),
    foreignKey({ columns: [t.attachmentId], foreignColumns: [attachment.id] }).onDelete('cascade'),
  ],
);
