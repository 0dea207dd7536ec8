import { eq } from 'drizzle-orm';
import type { ConversationId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { conversation } from '../schema.ts';

/** Follows a conversation to the one it became one with; null when that is over too, or it became none. */
export async function liveConversation(db: Queries, id: ConversationId): Promise<ConversationId | null> {
  const rows = await orm(db)
    .select({ status: conversation.status, into: conversation.joinedInto })
    .from(conversation)
    .where(eq(conversation.id, id));
  const [row] = rows;
  if (row === undefined) return null;
  if (row.status !== 'closed') return id;
  return row.into === null ? null : liveConversation(db, row.into as ConversationId);
}
