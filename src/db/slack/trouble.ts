import type { Worded } from '../../domain/language.ts';
import { texts } from '../arrays.ts';
import type { Db, Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
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

const lockDepartment = statement(`select 1 from ${d} where ${d.key} = $1::text for no key update`);

const findOpen = statement(
  `select 1 from ${tk} join ${d} on ${d.id} = ${tk.departmentId}
    where ${tk.kind} = $1::text and ${d.key} = $2::text and ${tk.text} = $3::text and ${tk.doneAt} is null`,
);

/**
 * Adds something a head has to do about Slack; once, as long as it is not done, however many conversations find it out at a time. Returns
 * whether it is new.
 */
export function addTroubleTask(
  db: Db,
  { id, department, head, text, now }: { id: string; department: string; head: string | null; text: string; now: Date },
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockDepartment(tx, [department]);
    const open = await findOpen(tx, [kind, department, text]);
    return open.length === 0 && addTask(tx, { id, kind, department, specialist: head, text, dueAt: now, now, by: null });
  });
}

const set = bare(task);

const endOpen = statement(
  `update ${set} set ${set.doneAt} = $3::text::timestamptz, ${set.result} = 'gone'
   where ${set.kind} = $1::text and ${set.doneAt} is null and ${set.text} = any($2::text::text[])`,
);

/** Ends tasks that have done themselves, by what they say. */
export async function endTroubleTasks(db: Queries, said: readonly string[], now: Date): Promise<void> {
  await endOpen(db, [kind, texts(said), now.toISOString()]);
}
