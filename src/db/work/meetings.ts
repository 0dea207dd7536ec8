import type { Plan } from '../batch/plan.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named } from '../names.ts';
import { ownership, specialist, task } from '../schema.ts';
import { statement } from '../statement.ts';
import { insertTasks } from './add-task.ts';

const t = named(task, 't');
const o = named(ownership, 'o');
const s = named(specialist, 's');
const set = bare(task);

const remind = statement<{ id: string; specialist: string }>(
  `update ${set} set ${set.remindedAt} = $1::text::timestamptz where ${set.id} in (
     select ${t.id} from ${t} where ${t.kind} = 'meeting' and ${t.doneAt} is null and ${t.remindedAt} is null and ${t.specialistId} is not null
       and ${t.dueAt} <= $2::text::timestamptz order by ${t.dueAt} limit $3::text::int for update skip locked)
   returning ${columns({ id: set.id, specialist: expression<string>(set.specialistId) })}`,
);

/** Takes meetings that are near: each is reminded of once. */
export function remindMeetings(db: Queries, now: Date, before: Date, limit: number): Promise<{ id: string; specialist: string }[]> {
  return remind(db, [now.toISOString(), before.toISOString(), String(limit)]);
}

/** Days in which a client is one idea for a meeting, however often it writes. */
const ideaDays = 30;

const insertIdea = statement(
  insertTasks(
    `select $1::text::uuid, 'meeting-idea', $2::text::uuid, $3::text::uuid, $4::text::uuid, $5::text::uuid,
       coalesce($6::text::uuid, (select ${o.specialistId} from ${o} join ${s} on ${s.id} = ${o.specialistId} and ${s.leftAt} is null
         where ${o.clientId} = $3::text::uuid and ${o.departmentId} = $5::text::uuid order by ${o.from} desc limit 1)),
       $7::text, $8::text::timestamptz, $9::text::timestamptz, null::uuid
     where not exists (select 1 from ${t} where ${t.clientId} = $3::text::uuid and ${t.kind} in ('meeting', 'meeting-idea')
       and (${t.doneAt} is null or ${t.createdAt} > $9::text::timestamptz - interval '${ideaDays} days'))`,
  ),
);

/** Adds meetings with large clients that are served already, as an idea for their salesperson (R4): who owns them in sales, or did last. */
export async function addMeetingIdeas(tx: Queries, ideas: Plan['meetingIdeas']): Promise<void> {
  for (const each of ideas) {
    await insertIdea(tx, [
      each.id,
      each.contactId,
      each.clientId,
      each.conversationId,
      each.departmentId,
      each.specialistId,
      each.text,
      each.dueAt.toISOString(),
      each.createdAt.toISOString(),
    ]);
  }
}
