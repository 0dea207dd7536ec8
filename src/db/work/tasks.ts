import type { MeetingResult } from '../../domain/engagement.ts';
import type { Worded } from '../../domain/language.ts';
import { type ReachRow, reachColumns, reachJoin } from '../clients/card.ts';
import { onlyClientOf } from '../clients/of-client.ts';
import { clientProven, contactProven } from '../clients/proven.ts';
import { eyes } from '../conversations/visible.ts';
import type { Queries } from '../db.ts';
import { bare, type Column, columns, expression, named, nullable, type RowOf } from '../names.ts';
import type { Viewer } from '../people/sign-in.ts';
import { client, contact, conversation, department, leaving, specialist, task } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(task, 't');
const d = named(department, 'd');
const s = named(specialist, 's');
const e = named(specialist, 'e');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');
const c = named(conversation, 'c');
const l = named(leaving, 'lv');

const shape = {
  id: t.id,
  kind: t.kind,
  text: t.text,
  contact_id: nullable(ct.id),
  contact_name: ct.name,
  contact_proven: expression<boolean | null>(`case when ${ct.id} is not null then ${contactProven} end`),
  client_id: nullable(cl.id),
  client_name: nullable(cl.name),
  client_proven: expression<boolean | null>(`case when ${cl.id} is not null then ${clientProven('cl')} end`),
  conversation_id: t.conversationId,
  department: d.key,
  department_name: expression<Worded>(d.name),
  specialist_id: nullable(s.id),
  specialist_name: nullable(s.name),
  /** whose clients are to be given to others */
  leaver_id: expression<string | null>(`(select ${l.specialistId} from ${l} where ${l.taskId} = ${t.id})`),
  leaver_name: expression<string | null>(
    `(select ${e.name} from ${l} join ${e} on ${e.id} = ${l.specialistId} where ${l.taskId} = ${t.id})`,
  ),
  due_at: t.dueAt,
  starts_at: t.startsAt,
  ends_at: t.endsAt,
  created_at: t.createdAt,
  created_by: t.createdBy,
  done_at: t.doneAt,
  outcome: t.outcome,
  /** how it ended by itself, and who ended it so */
  result: t.result,
  done_by: t.doneBy,
  done_by_name: expression<string | null>(`(select ${e.name} from ${e} where ${e.id} = ${t.doneBy})`),
};

/** A task with how its contact is reached; `key` is its place in the list. */
export interface TaskRow extends RowOf<typeof shape>, ReachRow {
  readonly key: number;
}

/** What a task is about follows its conversation: whose that is now. */
const about = `coalesce(${c.clientId}, ${t.clientId})`;

/** Selects tasks; `key` is an expression. */
const select = (key: string) => `select ${columns(shape)}, ${key} as key, ${reachColumns}
  from ${t} join ${d} on ${d.id} = ${t.departmentId} left join ${s} on ${s.id} = ${t.specialistId}
    left join ${ct} on ${ct.id} = ${t.contactId} and ${ct.erasedAt} is null
    left join ${c} on ${c.id} = ${t.conversationId} left join ${cl} on ${cl.id} = ${about} ${reachJoin}`;

/** Whose a task is: its person's, their department's, whose word made it, the director's. Parameters as in `eyes`. */
const visible = `($2::text = 'all' or ${t.specialistId} = $1::text::uuid or ${t.createdBy} = $1::text::uuid or ${d.key} in (select json_array_elements_text($3::text::json)))`;

export interface TaskList {
  readonly view: 'mine' | 'department';
  readonly state: 'open' | 'done';
  readonly after: { readonly key: number; readonly id: string } | null;
  readonly limit: number;
}

const ms = (column: Column) => `(extract(epoch from ${column}) * 1000)::bigint`;

const listText = (key: string, condition: string) => `${select(key)}
  where ${visible} and ${condition} and ($5::text = 'department' or ${t.specialistId} = $1::text::uuid)
    and ($6::text is null or (${key}, ${t.id}) > ($6::text::bigint, $7::text::uuid))
  order by ${key}, ${t.id} limit $8::text::int`;

const list = {
  open: statement<TaskRow>(listText(ms(t.dueAt), `${t.doneAt} is null`)),
  done: statement<TaskRow>(listText(`-${ms(t.doneAt)}`, `${t.doneAt} is not null`)),
} satisfies Record<TaskList['state'], unknown>;

/** Lists open tasks by due date, done ones the newest first. */
export function listTasks(db: Queries, viewer: Viewer, { view, state, after, limit }: TaskList): Promise<TaskRow[]> {
  return list[state](db, [...eyes(viewer), view, after === null ? null : String(after.key), after?.id ?? null, String(limit)]);
}

const listOfClient = statement<TaskRow>(
  `${select('0')} where ${visible} and ${t.doneAt} is null and (${about} = $5::text::uuid
      or ${about} is null and ${onlyClientOf(t.contactId)} = $5::text::uuid)
    order by ${t.dueAt}, ${t.id}`,
);

/** Lists open tasks about a client, or about a contact who is of it alone. */
export function tasksOfClient(db: Queries, viewer: Viewer, client: string): Promise<TaskRow[]> {
  return listOfClient(db, [...eyes(viewer), client]);
}

const meetings = statement<TaskRow>(
  `${select('0')} where ${t.conversationId} = $5::text::uuid and ${t.doneAt} is null and ${t.kind} in ('meeting', 'meeting-idea') and $3::text is not null
    order by ${t.startsAt} nulls last, ${t.dueAt}, ${t.id}`,
);

/** Lists meetings about a conversation that are to come, for whoever sees the conversation. */
export function meetingsOfConversation(db: Queries, viewer: Viewer, id: string): Promise<TaskRow[]> {
  return meetings(db, [...eyes(viewer), id]);
}

const find = statement<TaskRow>(`${select('0')} where ${t.id} = $5::text::uuid and ${visible}`);

const set = bare(task);
const end = statement(
  `update ${set} set ${set.doneAt} = $2::text::timestamptz, ${set.doneBy} = $3::text::uuid, ${set.outcome} = $4::text,
     ${set.result} = case when ${set.kind} = 'meeting' then $5::text else ${set.result} end
    where ${set.id} = $1::text::uuid and ${set.doneAt} is null returning ${set.id}`,
);

/** Reads a task; null when it is not this viewer's to see. */
export async function findTask(db: Queries, viewer: Viewer, id: string): Promise<TaskRow | null> {
  return (await find(db, [...eyes(viewer), id]))[0] ?? null;
}

export interface TaskEnd {
  readonly id: string;
  readonly outcome: string;
  /** of a meeting */
  readonly result: MeetingResult | null;
  readonly at: Date;
}

/** Ends a task, once; false: it was done already. */
export async function endTask(tx: Queries, viewer: Viewer, { id, outcome, result, at }: TaskEnd): Promise<boolean> {
  return (await end(tx, [id, at.toISOString(), viewer.id, outcome, result])).length > 0;
}

const countShape = {
  mine: expression<number>('count(*)'),
  overdue: expression<number>(`count(*) filter (where ${t.dueAt} <= $2::text::timestamptz)`),
};

const count = statement<RowOf<typeof countShape>>(
  `select ${columns(countShape)} from ${t} where ${t.specialistId} = $1::text::uuid and ${t.doneAt} is null`,
);

export async function countTasks(db: Queries, viewer: Viewer, now: Date): Promise<{ mine: number; overdue: number }> {
  const rows = await count(db, [viewer.id, now.toISOString()]);
  return rows[0] ?? { mine: 0, overdue: 0 };
}
