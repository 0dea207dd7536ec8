import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { WindowId } from '../../domain/ids.ts';
import { at, bytes, count } from './columns.ts';

export const attachment = pgTable(
  'attachment',
  {
    id: uuid('id').primaryKey(),
    /** the message it belongs to; null before it is sent */
    windowId: uuid('window_id').$type<WindowId>(),
    seq: count('seq'),
    name: text('name'),
    mediaType: text('media_type').notNull(),
    size: count('size').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: at('created_at').notNull(),
    /** who may send it: `<channel account's kind>:<address>`, `specialist:<id>`; of a file fetched from a messenger `window:<id>` */
    uploadedBy: text('uploaded_by'),
    /** bytes it counts for in the caps: what was announced while it comes, what it has once it is here */
    charged: count('charged').notNull().default(0),
    /** of a stranger's file, for as long as it counts: a keyed hash of the network address it came from */
    uploadedFrom: text('uploaded_from'),
    /** null while its bytes are still coming */
    storedAt: at('stored_at'),
    /** key of the message that is being sent with it: no other one may take it */
    claimedBy: text('claimed_by'),
  },
  (t) => [
    index('attachment_unused').on(t.createdAt).where(sql`seq is null`),
    index('attachment_message').on(t.windowId, t.seq),
    index('attachment_sender').on(t.uploadedBy, t.createdAt).where(sql`uploaded_by is not null`),
    index('attachment_from').on(t.uploadedFrom, t.createdAt).where(sql`uploaded_from is not null`),
  ],
);

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
