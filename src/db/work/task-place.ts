import { eq } from 'drizzle-orm';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { orm } from '../orm.ts';
import { department, task } from '../schema.ts';

/** Whose a task is. */
export interface TaskPlace {
  readonly id: string;
  readonly specialist: SpecialistId | null;
  /** who made it; null: the desk */
  readonly by: string | null;
  /** key */
  readonly department: string;
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
