import type { Queries } from '../db.ts';

export interface NewTask {
  readonly id: string;
  readonly kind: string;
  readonly conversation: string;
  readonly department: string;
  readonly specialist: string | null;
  readonly text: string;
  readonly dueAt: Date;
  readonly at: Date;
  readonly by: string;
}

/** A task about a conversation, its contact and client. False when one of the kind is open about it already. */
export async function addTask(db: Queries, task: NewTask): Promise<boolean> {
  const rows = await db.query(
    `insert into task (id, kind, contact_id, client_id, conversation_id, department_id, specialist_id, text, due_at, created_at, created_by)
     select $1::text::uuid, $2::text, c.contact_id, c.client_id, c.id, $4::text::uuid, $5::text::uuid, $6::text, $7::text::timestamptz,
            $8::text::timestamptz, $9::text::uuid
       from conversation c where c.id = $3::text::uuid
     on conflict do nothing returning id`,
    [
      task.id,
      task.kind,
      task.conversation,
      task.department,
      task.specialist,
      task.text,
      task.dueAt.toISOString(),
      task.at.toISOString(),
      task.by,
    ],
  );
  return rows.length > 0;
}

/** Who of sales owns the client of a conversation; null when nobody does. */
export async function salesOwnerOf(db: Queries, conversation: string): Promise<string | null> {
  const rows = await db.query<{ id: string }>(
    `select o.specialist_id as id from conversation c join ownership o on o.client_id = c.client_id and o.until is null
       join department d on d.id = o.department_id and d.key = 'sales' where c.id = $1::text::uuid`,
    [conversation],
  );
  return rows[0]?.id ?? null;
}
