import type { Worded } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { department, slackThread, specialist, task } from '../schema.ts';
import { statement } from '../statement.ts';
import { addTask } from '../work/add-task.ts';
import { departmentLanguage } from './threads.ts';

const d = named(department, 'd');
const h = named(specialist, 'h');
const t = named(slackThread, 't');

const shape = {
  /** key */
  department: d.key,
  departmentName: expression<Worded>(d.name),
  language: departmentLanguage,
  /** the head, as the one who has to act; null where a department has none */
  head: expression<string | null>(h.id),
  slackUser: nullable(h.slackUser),
};

export type Concerned = RowOf<typeof shape>;

const withHead = `left join ${h} on ${h.id} = ${d.headId} and ${h.leftAt} is null`;
const find = statement<Concerned>(
  `select ${columns(shape)} from ${t} join ${d} on ${d.id} = ${t.departmentId} ${withHead} where ${t.id} = $1::text::uuid`,
);
const list = statement<Concerned>(`select ${columns(shape)} from ${d} ${withHead} order by ${d.key}`);

/** Finds the department whose thread it is. */
export async function concernedBy(db: Queries, thread: string): Promise<Concerned | null> {
  const rows = await find(db, [thread]);
  return rows[0] ?? null;
}

/** Lists all departments. */
export function everyDepartment(db: Queries): Promise<Concerned[]> {
  return list(db);
}

const kind = 'slack';
const tk = named(task, 'tk');

const findOpen = statement(
  `select 1 from ${tk} join ${d} on ${d.id} = ${tk.departmentId}
    where ${tk.kind} = $1::text and ${d.key} = $2::text and ${tk.text} = $3::text and ${tk.doneAt} is null`,
);

/** Adds something a head has to do about Slack; once, as long as it is not done. */
export async function addTroubleTask(
  db: Queries,
  { id, department, head, text, now }: { id: string; department: string; head: string | null; text: string; now: Date },
): Promise<void> {
  const open = await findOpen(db, [kind, department, text]);
  if (open.length > 0) return;
  await addTask(db, { id, kind, department, specialist: head, text, dueAt: now, now, by: null });
}
