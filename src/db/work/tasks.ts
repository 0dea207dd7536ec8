import type { Worded } from '../../domain/language.ts';
import { eyes, type ReachRow, reachColumns, reachJoin } from '../clients/card.ts';
import type { Queries } from '../db.ts';
import type { Viewer } from '../people/sign-in.ts';

export interface TaskRow extends ReachRow {
  readonly id: string;
  readonly key: number;
  readonly kind: string;
  readonly text: string;
  readonly contact_id: string | null;
  readonly contact_name: string | null;
  readonly client_id: string | null;
  readonly client_name: string | null;
  readonly conversation_id: string | null;
  readonly department: string;
  readonly department_name: Worded;
  readonly specialist_id: string | null;
  readonly specialist_name: string | null;
  readonly due_at: Date;
  readonly created_at: Date;
  readonly done_at: Date | null;
  readonly outcome: string | null;
}

const columns = `t.id, t.kind, t.text, ct.id as contact_id, ct.name as contact_name, cl.id as client_id, cl.name as client_name, t.conversation_id,
  d.key as department, d.name as department_name, s.id as specialist_id, s.name as specialist_name, t.due_at, t.created_at, t.done_at, t.outcome,
  ${reachColumns}`;

const joined = `from task t join department d on d.id = t.department_id left join specialist s on s.id = t.specialist_id
  left join contact ct on ct.id = t.contact_id and ct.erased_at is null left join client cl on cl.id = t.client_id ${reachJoin}`;

/** Whose a task is: its person's, their department's, the director's. */
const visible = `($2::text = 'all' or t.specialist_id = $1::text::uuid or d.key in (select json_array_elements_text($3::text::json)))`;

export interface TaskList {
  readonly view: 'mine' | 'department';
  readonly state: 'open' | 'done';
  readonly after: { readonly key: number; readonly id: string } | null;
  readonly limit: number;
}

/** Open ones by due date, done ones the newest first. */
export function listTasks(db: Queries, viewer: Viewer, { view, state, after, limit }: TaskList): Promise<TaskRow[]> {
  const ms = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;
  const key = state === 'open' ? ms('t.due_at') : `-${ms('t.done_at')}`;
  return db.query(
    `select ${columns}, ${key} as key ${joined}
      where ${visible} and t.done_at is ${state === 'open' ? 'null' : 'not null'} and ($5::text = 'department' or t.specialist_id = $1::text::uuid)
        and ($6::text is null or (${key}, t.id) > ($6::text::bigint, $7::text::uuid))
      order by ${key}, t.id limit $8::text::int`,
    [...eyes(viewer), view, after === null ? null : String(after.key), after?.id ?? null, String(limit)],
  );
}

/** Open tasks about a client or one of its contacts. */
export function tasksOfClient(db: Queries, viewer: Viewer, client: string): Promise<TaskRow[]> {
  return db.query(
    `select ${columns}, 0 as key ${joined} where ${visible} and t.done_at is null and (t.client_id = $5::text::uuid
        or exists (select 1 from contact_client l where l.contact_id = t.contact_id and l.client_id = $5::text::uuid and l.until is null))
      order by t.due_at, t.id`,
    [...eyes(viewer), client],
  );
}

/** A task is done, once; null when it is not this viewer's to do. Done already counts as done. */
export async function endTask(
  db: Queries,
  viewer: Viewer,
  { id, outcome, at }: { readonly id: string; readonly outcome: string; readonly at: Date },
): Promise<TaskRow | null> {
  const find = async () =>
    (await db.query<TaskRow>(`select ${columns}, 0 as key ${joined} where t.id = $5::text::uuid and ${visible}`, [...eyes(viewer), id]))[0];
  const found = await find();
  if (found === undefined) return null;
  if (found.done_at !== null) return found;
  await db.query(
    `update task set done_at = $2::text::timestamptz, done_by = $3::text::uuid, outcome = $4::text where id = $1::text::uuid and done_at is null`,
    [id, at.toISOString(), viewer.id, outcome],
  );
  return (await find()) ?? null;
}

export async function countTasks(db: Queries, viewer: Viewer, now: Date): Promise<{ mine: number; overdue: number }> {
  const rows = await db.query<{ mine: number; overdue: number }>(
    `select count(*) as mine, count(*) filter (where due_at <= $2::text::timestamptz) as overdue from task
      where specialist_id = $1::text::uuid and done_at is null`,
    [viewer.id, now.toISOString()],
  );
  return rows[0] ?? { mine: 0, overdue: 0 };
}

export interface CallBack {
  readonly conversation: string;
  readonly specialist: string;
  readonly department: string;
}

/**
 * R31: who left before the answer, with a way to reach them. The newest answer has lain unseen since `unseenSince`, so whoever
 * answered calls back. Once: neither while the task is open, nor after it was done for that answer.
 */
export function addCallBacks(
  db: Queries,
  { now, unseenSince, dueAt, ids }: { now: Date; unseenSince: Date; dueAt: Date; ids: readonly string[] },
): Promise<CallBack[]> {
  return db.query(
    `insert into task (id, kind, contact_id, client_id, conversation_id, department_id, specialist_id, text, due_at, created_at)
     select (array(select json_array_elements_text($4::text::json)))[row_number() over (order by c.id)]::uuid, 'call-back', c.contact_id,
            c.client_id, c.id, c.department_id, c.specialist_id, '', $3::text::timestamptz, $1::text::timestamptz
       from conversation c join "window" w on w.id = c.window_id
       join lateral (select m.seq, m.author, m.received_at from message m
                      where m.window_id = c.window_id and m.conversation_id = c.id and m.audience = 'client' and m.author <> 'system'
                      order by m.seq desc limit 1) last on true
      where c.status not in ('closed', 'resolved') and c.specialist_id is not null and c.channel = 'webchat'
        and last.author = 'specialist' and last.seq > w.seen_seq and last.received_at <= $2::text::timestamptz
        and exists (select 1 from contact_detail cd where cd.contact_id = c.contact_id)
        and exists (select 1 from outbox o where o.window_id = c.window_id and o.seq = last.seq and o.verb = 'send' and o.status = 'sent')
        and not exists (select 1 from task t where t.kind = 'call-back' and t.conversation_id = c.id
                         and (t.done_at is null or t.created_at >= last.received_at))
      order by c.id limit $5::text::int
     on conflict do nothing
     returning conversation_id as conversation, specialist_id as specialist, department_id as department`,
    [now.toISOString(), unseenSince.toISOString(), dueAt.toISOString(), JSON.stringify(ids), String(ids.length)],
  );
}
