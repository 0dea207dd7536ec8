import { notLarge } from '../../domain/engagement.ts';
import type { SpecialistId } from '../../domain/ids.ts';
import type { Plan } from '../batch/plan.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named } from '../names.ts';
import { client, conversation, department, ownership, specialist, task, turn } from '../schema.ts';
import { statement } from '../statement.ts';
import { insertDeadlines } from '../turns/deadlines.ts';
import { insertTasks } from './add-task.ts';

const t = named(task, 't');
const o = named(ownership, 'o');
const s = named(specialist, 's');
const c = named(conversation, 'c');
const cl = named(client, 'cl');
const tu = named(turn, 'tu');
const d = named(department, 'd');
const about = named(conversation, 'about');
const set = bare(task);

const remind = statement<{ id: string; specialist: SpecialistId }>(
  `update ${set} set ${set.remindedAt} = $1::text::timestamptz where ${set.id} in (
     select ${t.id} from ${t} where ${t.kind} = 'meeting' and ${t.doneAt} is null and ${t.remindedAt} is null and ${t.specialistId} is not null
       and coalesce(${t.startsAt}, ${t.dueAt}) <= $2::text::timestamptz order by ${t.dueAt} limit $3::text::int for update skip locked)
   returning ${columns({ id: set.id, specialist: expression<SpecialistId>(set.specialistId) })}`,
);

/** Takes meetings that are near: each is reminded of once. */
export function remindMeetings(db: Queries, now: Date, upTo: Date, limit: number): Promise<{ id: string; specialist: SpecialistId }[]> {
  return remind(db, [now.toISOString(), upTo.toISOString(), String(limit)]);
}

/**
 * A client has such a meeting already: one that is open, or was made since then. An idea is one too many also beside a meeting. What a
 * task is about follows its conversation: whose that is now.
 */
const isMade = (
  of: string,
  kind: string,
  since: string,
) => `exists (select 1 from ${t} left join ${about} on ${about.id} = ${t.conversationId}
  where coalesce(${about.clientId}, ${t.clientId}) = ${of} and ${t.kind} in ('meeting', ${kind})
    and (${t.doneAt} is null or (${t.createdAt} > ${since} and ${t.result} is distinct from '${notLarge}')))`;

const withdraw = statement<{ specialist: SpecialistId | null }>(
  `update ${set} set ${set.doneAt} = $1::text::timestamptz, ${set.result} = '${notLarge}' where ${set.id} in (
     select ${t.id} from ${t} left join ${about} on ${about.id} = ${t.conversationId} left join ${cl} on ${cl.id} = coalesce(${about.clientId}, ${t.clientId})
      where ${t.kind} in ('meeting', 'meeting-idea') and ${t.doneAt} is null and ${t.createdBy} is null and ${t.startsAt} is null
        and not coalesce(${cl.size} in ('large', 'key'), false) limit $2::text::int for update of t skip locked)
   returning ${columns({ specialist: expression<SpecialistId | null>(set.specialistId) })}`,
);

/**
 * Takes back what the desk proposed, and nobody gave a time, with clients who turn out not to be large: their size was a mistake, or it was
 * another's conversation. Returns whose they were.
 */
export function withdrawMeetings(db: Queries, now: Date, limit: number): Promise<{ specialist: SpecialistId | null }[]> {
  return withdraw(db, [now.toISOString(), String(limit)]);
}

const insertProposed = statement<{ id: string }>(
  `${insertTasks(
    `select $1::text::uuid, $10::text, $2::text::uuid, $3::text::uuid, $4::text::uuid, $5::text::uuid,
       coalesce($6::text::uuid, (select ${o.specialistId} from ${o} join ${s} on ${s.id} = ${o.specialistId} and ${s.leftAt} is null
         where ${o.clientId} = $3::text::uuid and ${o.departmentId} = $5::text::uuid order by ${o.from} desc limit 1)),
       $7::text, $8::text::timestamptz, $9::text::timestamptz, null::uuid
     where not ${isMade('$3::text::uuid', '$10::text', '$11::text::timestamptz')}`,
  )} returning ${columns({ id: expression<string>(set.id) })}`,
);

/**
 * Adds meetings the desk proposes: with large newcomers, and as an idea with large clients that are served already (R4). Without a name,
 * of who owns them there, or did last.
 */
export async function proposeMeetings(tx: Queries, meetings: Plan['meetings']): Promise<void> {
  const made: Plan['meetings'] = [];
  for (const each of meetings) {
    const { task: proposed, since } = each;
    const { id, contactId, clientId, conversationId, departmentId, specialistId, text, dueAt, createdAt, kind } = proposed;
    const times = [dueAt, createdAt].map((at) => at.toISOString());
    const rows = await insertProposed(tx, [
      id,
      contactId,
      clientId,
      conversationId,
      departmentId,
      specialistId,
      text,
      ...times,
      kind,
      since.toISOString(),
    ]);
    if (rows.length > 0) made.push(each);
  }
  if (made.length > 0)
    await insertDeadlines(
      tx,
      made.map(({ deadline }) => deadline),
    );
}

const isAnswered = `exists (select 1 from ${tu} where ${tu.conversationId} = ${c.id} and ${tu.answeredBy} is not null)`;

const insertAnswered = statement<{ id: string }>(
  `${insertTasks(
    `select (array(select json_array_elements_text($1::text::json)))[row_number() over (order by f.client)]::uuid, 'meeting', f.contact, f.client,
       f.conversation, ${d.id}, null::uuid, '', $3::text::timestamptz, $2::text::timestamptz, null::uuid
     from (select distinct on (${cl.id}) ${columns({ client: cl.id, contact: c.contactId, conversation: c.id })}
       from ${c} join ${cl} on ${cl.id} = ${c.clientId} and ${cl.size} in ('large', 'key') and ${cl.stage} = 'prospect'
       where ${c.status} in ('waiting-on-client', 'resolved') and ${isAnswered}
         and not ${isMade(`${cl.id}`, "'meeting'", '$4::text::timestamptz')}
       order by ${cl.id}, ${c.lastMessageAt} desc limit $5::text::int) f
     join ${d} on ${d.key} = $6::text`,
  )} returning ${columns({ id: expression<string>(set.id) })}`,
);

/**
 * Adds meetings with large newcomers whose question was answered before anybody knew what they are: attached since, or made large (R4).
 * Returns their tasks.
 */
export async function proposeToAnswered(
  db: Queries,
  department: string,
  { now, dueAt, since, ids }: { readonly now: Date; readonly dueAt: Date; readonly since: Date; readonly ids: readonly string[] },
): Promise<string[]> {
  const times = [now, dueAt, since].map((each) => each.toISOString());
  return (await insertAnswered(db, [JSON.stringify(ids), ...times, String(ids.length), department])).map(({ id }) => id);
}
