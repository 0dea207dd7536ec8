import type { Queries } from '../db.ts';

export interface NewTask {
  readonly id: string;
  readonly kind: string;
  readonly client: string | null;
  readonly contact: string | null;
  /** key */
  readonly department: string;
  readonly specialist: string | null;
  readonly text: string;
  readonly dueAt: Date;
  readonly now: Date;
  readonly by: string | null;
}

/** Something to be done by a date. */
export async function addTask(tx: Queries, task: NewTask): Promise<void> {
  await tx.query(
    `insert into task (id, kind, client_id, contact_id, department_id, specialist_id, text, due_at, created_at, created_by)
     select $1::text::uuid, $2::text, $3::text::uuid, $4::text::uuid, d.id, $6::text::uuid, $7::text, $8::text::timestamptz, $9::text::timestamptz,
       $10::text::uuid from department d where d.key = $5::text`,
    [
      task.id,
      task.kind,
      task.client,
      task.contact,
      task.department,
      task.specialist,
      task.text,
      task.dueAt.toISOString(),
      task.now.toISOString(),
      task.by,
    ],
  );
}
