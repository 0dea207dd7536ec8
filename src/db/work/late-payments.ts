import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { department, latePayment, ownership, specialist, task } from '../schema.ts';
import { statement } from '../statement.ts';

const l = bare(latePayment);
const n = named(latePayment, 'n');
const set = bare(task);
const o = named(ownership, 'o');
const s = named(specialist, 's');
const d = named(department, 'd');
const t = named(task, 't');

const note = statement(
  `insert into ${l} (${l.scheduleId}, ${l.due}, ${l.taskId}, ${l.createdAt})
   values ($1::text::uuid, $2::text::date, $3::text::uuid, $4::text::timestamptz) on conflict do nothing returning 1`,
);

/** Notes that a late payment becomes this task. Returns false when it was a task before: once for each payment that was expected. */
export async function noteLatePayment(
  tx: Queries,
  { schedule, due, task: id, now }: { readonly schedule: string; readonly due: string; readonly task: string; readonly now: Date },
): Promise<boolean> {
  return (await note(tx, [schedule, due, id, now.toISOString()])).length > 0;
}

const close = statement<{ id: string }>(
  `update ${set} set ${set.doneAt} = $3::text::timestamptz from ${n}
    where ${n.scheduleId} = $1::text::uuid and ${n.due} = $2::text::date and ${set.id} = ${n.taskId} and ${set.doneAt} is null returning ${set.id} as id`,
);

/** Ends the task of a payment that has come after all. */
export async function closeLatePayment(db: Queries, schedule: string, due: string, now: Date): Promise<boolean> {
  return (await close(db, [schedule, due, now.toISOString()])).length > 0;
}

const owner = statement<{ id: string }>(
  `select ${s.id} as id from ${o} join ${s} on ${s.id} = ${o.specialistId} and ${s.leftAt} is null
    where ${o.clientId} = $1::text::uuid and ${o.until} is null and ${s.trained}
      and ${o.departmentId} = (select ${d.id} from ${d} where ${d.key} = $2::text)`,
);

/** Finds the client's owner in a department, if they are trained for debts (R9). */
export async function trainedOwner(db: Queries, client: string, department: string): Promise<string | null> {
  return (await owner(db, [client, department]))[0]?.id ?? null;
}

const open = { schedule: expression<string>(n.scheduleId), due: expression<string>(`to_char(${n.due}, 'YYYY-MM-DD')`) };
const openLate = statement<RowOf<typeof open>>(
  `select ${columns(open)} from ${n} join ${t} on ${t.id} = ${n.taskId} and ${t.doneAt} is null`,
);

/** Lists expected payments whose tasks are open. */
export async function openLatePayments(db: Queries): Promise<RowOf<typeof open>[]> {
  return openLate(db, []);
}
