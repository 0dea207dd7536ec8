import { and, eq } from 'drizzle-orm';
import type { ConversationId, SpecialistId, WindowId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { assignment, message } from '../schema.ts';

/** Finds whether somebody has, or had, a part in a conversation: it was in their charge, or they wrote in it. */
export async function hadPartIn(
  db: Queries,
  { id, window }: { readonly id: ConversationId; readonly window: WindowId },
  specialist: SpecialistId,
): Promise<boolean> {
  const charges = await orm(db)
    .select({ n: assignment.n })
    .from(assignment)
    .where(and(eq(assignment.conversationId, id), eq(assignment.specialistId, specialist)))
    .limit(1);
  if (charges.length > 0) return true;
  const words = await orm(db)
    .select({ seq: message.seq })
    .from(message)
    .where(and(eq(message.windowId, window), eq(message.conversationId, id), eq(message.authorId, specialist)))
    .limit(1);
  return words.length > 0;
}
