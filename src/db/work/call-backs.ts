import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of, type RowOf } from '../names.ts';
import { contactDetail, conversation, message, outbox, task, window } from '../schema.ts';
import { statement } from '../statement.ts';
import { insertTasks } from './add-task.ts';

const c = named(conversation, 'c');
const w = named(window, 'w');
const m = named(message, 'm');
const cd = named(contactDetail, 'cd');
const o = named(outbox, 'o');
const t = named(task, 't');
const inserted = bare(task);

const lastShape = { seq: m.seq, author: m.author, receivedAt: m.receivedAt };
const last = of('last', lastShape);

const shape = {
  id: inserted.id,
  conversation: expression<string>(inserted.conversationId),
  specialist: expression<string>(inserted.specialistId),
  department: expression<string>(inserted.departmentId),
};

export type CallBack = RowOf<typeof shape>;

const insert = statement<CallBack>(
  `${insertTasks(
    `select (array(select json_array_elements_text($4::text::json)))[row_number() over (order by ${c.id})]::uuid, 'call-back', ${c.contactId},
            ${c.clientId}, ${c.id}, ${c.departmentId}, ${c.specialistId}, '', due.at, $1::text::timestamptz, null::uuid
       from ${c} join ${w} on ${w.id} = ${c.windowId}
       join unnest($3::text::uuid[], $6::text::timestamptz[]) as due(department, at) on due.department = ${c.departmentId}
       join lateral (select ${columns(lastShape)} from ${m}
                      where ${m.windowId} = ${c.windowId} and ${m.conversationId} = ${c.id} and ${m.audience} = 'client' and ${m.author} <> 'system'
                      order by ${m.seq} desc limit 1) last on true
      where ${c.status} not in ('closed', 'resolved') and ${c.specialistId} is not null and ${c.channel} = 'webchat'
        and ${last.author} = 'specialist' and ${last.seq} > ${w.seenSeq} and ${last.receivedAt} <= $2::text::timestamptz
        and exists (select 1 from ${cd} where ${cd.contactId} = ${c.contactId})
        and exists (select 1 from ${o} where ${o.windowId} = ${c.windowId} and ${o.seq} = ${last.seq} and ${o.verb} = 'send' and ${o.status} = 'sent')
        and not exists (select 1 from ${t} where ${t.kind} = 'call-back' and ${t.conversationId} = ${c.id}
                         and (${t.doneAt} is null or ${t.createdAt} >= ${last.receivedAt}))
      order by ${c.id} limit $5::text::int`,
  )} returning ${columns(shape)}`,
);

export interface CallBacks {
  readonly now: Date;
  readonly unseenSince: Date;
  /** by department: until when its people call back */
  readonly due: readonly { readonly department: string; readonly at: Date }[];
  readonly ids: readonly string[];
}

/**
 * Adds call-backs to those who left before the answer, with a way to reach them (R31). The newest answer has lain unseen since
 * `unseenSince`, so whoever answered calls back. Once: neither while the task is open, nor after it was done for that answer.
 */
export function addCallBacks(db: Queries, { now, unseenSince, due, ids }: CallBacks): Promise<CallBack[]> {
  return insert(db, [
    now.toISOString(),
    unseenSince.toISOString(),
    uuids(due.map((each) => each.department)),
    JSON.stringify(ids),
    String(ids.length),
    `{${due.map((each) => each.at.toISOString()).join(',')}}`,
  ]);
}
