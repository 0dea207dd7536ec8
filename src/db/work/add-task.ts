import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { conversation, department, task } from '../schema.ts';
import { statement } from '../statement.ts';

const t = bare(task);
const c = named(conversation, 'c');
const d = named(department, 'd');

const written = [
  t.id,
  t.kind,
  t.contactId,
  t.clientId,
  t.conversationId,
  t.departmentId,
  t.specialistId,
  t.text,
  t.dueAt,
  t.createdAt,
  t.createdBy,
].join(', ');

/**
 * The text that inserts tasks: `rows` selects id, kind, contact, client, conversation, department, specialist, text, when it is due, when
 * it was made and by whom. One open task of a kind about a conversation is enough, so a second one is passed over.
 */
export const insertTasks = (rows: string) => `insert into ${t} (${written}) ${rows} on conflict do nothing`;

export interface NewTask {
  readonly id: string;
  readonly kind: string;
  /** its own client and contact are what the task is about, unless others are given */
  readonly conversation?: string | null;
  readonly client?: string | null;
  readonly contact?: string | null;
  /** key */
  readonly department: string;
  readonly specialist: string | null;
  readonly text: string;
  readonly dueAt: Date;
  readonly now: Date;
  readonly by: string | null;
}

const insert = statement(
  `${insertTasks(
    `select $1::text::uuid, $2::text, coalesce($3::text::uuid, ${c.contactId}), coalesce($4::text::uuid, ${c.clientId}), ${c.id}, ${d.id},
       $7::text::uuid, $8::text, $9::text::timestamptz, $10::text::timestamptz, $11::text::uuid
     from ${d} left join ${c} on ${c.id} = $5::text::uuid where ${d.key} = $6::text and ($5::text is null or ${c.id} is not null)`,
  )} returning ${t.id}`,
);

/** Adds something to be done by a date. Returns false when one of the kind is open about the conversation already. */
export async function addTask(tx: Queries, task: NewTask): Promise<boolean> {
  const rows = await insert(tx, [
    task.id,
    task.kind,
    task.contact ?? null,
    task.client ?? null,
    task.conversation ?? null,
    task.department,
    task.specialist,
    task.text,
    task.dueAt.toISOString(),
    task.now.toISOString(),
    task.by,
  ]);
  return rows.length > 0;
}

const noNews = statement(
  `update ${t} set ${t.doneAt} = $1::text::timestamptz, ${t.doneBy} = $2::text::uuid where ${t.kind} = 'handover'
     and ${t.clientId} is null and ${t.createdAt} = $3::text::timestamptz and ${t.specialistId} = any($4::text::uuid[]) and ${t.doneAt} is null`,
);

/** Ends what new owners were told at a moment of clients that are not theirs any more. */
export async function endNewOwnersTasks(
  tx: Queries,
  {
    told,
    specialists,
    by,
    at,
  }: { readonly told: Date; readonly specialists: readonly string[]; readonly by: string | null; readonly at: Date },
): Promise<void> {
  await noNews(tx, [at.toISOString(), by, told.toISOString(), uuids(specialists)]);
}
