import { eq } from 'drizzle-orm';
import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { conversation, department, task } from '../schema.ts';

/** Whose a task is. */
export interface TaskPlace {
  readonly id: string;
  readonly specialist: SpecialistId | null;
  /** who made it; null: the desk */
  readonly by: string | null;
  /** key */
  readonly department: string;
}

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

/** Finds whose a task is; null when there is none. */
export async function taskPlace(db: Queries, id: string): Promise<TaskPlace | null> {
  const rows = await orm(db)
    .select({ id: task.id, specialist: task.specialistId, by: task.createdBy, department: department.key })
    .from(task)
    .innerJoin(department, eq(department.id, task.departmentId))
    .where(eq(task.id, id));
  return rows[0] ?? null;
}
