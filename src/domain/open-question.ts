import type { DepartmentId, SpecialistId } from './ids.ts';

/** A question to whoever answers about money that nobody has answered yet (R10). Stored in `conversation.questions`. */
export interface OpenQuestion {
  /** id of the task that asks it */
  readonly task: string;
  /** who is asked */
  readonly department: DepartmentId;
  /** who asked */
  readonly by: SpecialistId;
}
