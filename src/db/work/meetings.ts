import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named, nullable, type RowOf } from '../names.ts';
import { client, conversation, department, task } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(task, 't');
const other = named(task, 'other');
const c = named(conversation, 'c');
const cl = named(client, 'cl');
const d = named(department, 'd');
const set = bare(task);

const meetingShape = {
  id: t.id,
  specialist: t.specialistId,
  conversation: t.conversationId,
  startsAt: t.startsAt,
  endsAt: t.endsAt,
  doneAt: t.doneAt,
};

export type MeetingRow = RowOf<typeof meetingShape>;

const lock = statement<MeetingRow>(
  `select ${columns(meetingShape)} from ${t} where ${t.id} = $1::text::uuid and ${t.kind} = 'meeting' for no key update`,
);

/** Locks a meeting; null when the task is none. */
export async function lockMeeting(tx: Queries, id: string): Promise<MeetingRow | null> {
  return (await lock(tx, [id]))[0] ?? null;
}

export interface NewMeeting {
  readonly id: string;
  readonly conversation: string;
  readonly specialist: SpecialistId | null;
  readonly text: string;
  readonly dueAt: Date;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly now: Date;
  readonly by: string;
}

const insert = statement<{ id: string }>(
  `insert into ${set} (${[set.id, set.kind, set.contactId, set.clientId, set.conversationId, set.departmentId, set.specialistId, set.text, set.dueAt, set.startsAt, set.endsAt, set.createdAt, set.createdBy].join(', ')})
   select $1::text::uuid, 'meeting', ${c.contactId}, ${c.clientId}, ${c.id}, ${d.id}, $3::text::uuid, $4::text, $5::text::timestamptz,
     $6::text::timestamptz, $7::text::timestamptz, $8::text::timestamptz, $9::text::uuid
   from ${c} join ${d} on ${d.key} = $10::text where ${c.id} = $2::text::uuid
   on conflict (${set.id}) do nothing returning ${set.id}`,
);

/** Adds a meeting about a conversation, a task of a department. False: it is there already. */
export async function insertMeeting(tx: Queries, department: string, meeting: NewMeeting): Promise<boolean> {
  const { id, conversation: about, specialist: person, text, dueAt, startsAt, endsAt, now, by } = meeting;
  const times = [dueAt, startsAt, endsAt, now].map((each) => each?.toISOString() ?? null);
  return (await insert(tx, [id, about, person, text, ...times, by, department])).length > 0;
}

const endProposed = statement(
  `update ${set} set ${set.doneAt} = $2::text::timestamptz, ${set.doneBy} = $3::text::uuid where ${set.conversationId} = $1::text::uuid
     and ${set.kind} = 'meeting' and ${set.createdBy} is null and ${set.startsAt} is null and ${set.doneAt} is null`,
);

/** Ends what the desk proposed about a conversation and nobody gave a time: somebody has arranged it. */
export async function endProposedMeeting(tx: Queries, conversation: string, by: string, now: Date): Promise<void> {
  await endProposed(tx, [conversation, now.toISOString(), by]);
}

const setTime = statement(
  `update ${set} set ${set.startsAt} = $2::text::timestamptz, ${set.endsAt} = $3::text::timestamptz, ${set.dueAt} = $3::text::timestamptz,
     ${set.specialistId} = $4::text::uuid, ${set.remindedAt} = null where ${set.id} = $1::text::uuid`,
);

/** Gives a meeting another time, or another person; they are reminded of it anew. */
export async function setMeetingTime(
  tx: Queries,
  {
    id,
    startsAt,
    endsAt,
    specialist: person,
  }: { readonly id: string; readonly startsAt: Date; readonly endsAt: Date; readonly specialist: SpecialistId | null },
): Promise<void> {
  await setTime(tx, [id, startsAt.toISOString(), endsAt.toISOString(), person]);
}

const setPerson = statement(
  `update ${set} set ${set.specialistId} = $2::text::uuid, ${set.remindedAt} = null where ${set.id} = $1::text::uuid`,
);

/** Gives a meeting to somebody. */
export async function setMeetingPerson(tx: Queries, id: string, person: SpecialistId): Promise<void> {
  await setPerson(tx, [id, person]);
}

const overlapping = statement<{ n: number }>(
  `select count(*)::int as n from ${t} join ${other} on ${other.id} <> ${t.id} and ${other.kind} = 'meeting' and ${other.doneAt} is null
     and ${other.specialistId} = ${t.specialistId} and ${other.startsAt} < ${t.endsAt} and ${other.endsAt} > ${t.startsAt}
   where ${t.id} = $1::text::uuid`,
);

/** Counts meetings its person has in the same time. */
export async function overlapsOf(db: Queries, id: string): Promise<number> {
  return (await overlapping(db, [id]))[0]?.n ?? 0;
}

const ownShape = { id: t.id, text: t.text, startsAt: t.startsAt, endsAt: t.endsAt, dueAt: t.dueAt, client: nullable(cl.name) };

export type OwnMeeting = RowOf<typeof ownShape>;

const listOwn = statement<OwnMeeting>(
  `select ${columns(ownShape)} from ${t} left join ${c} on ${c.id} = ${t.conversationId}
     left join ${cl} on ${cl.id} = coalesce(${c.clientId}, ${t.clientId})
    where ${t.kind} = 'meeting' and ${t.doneAt} is null and ${t.specialistId} = $1::text::uuid
    order by coalesce(${t.startsAt}, ${t.dueAt}), ${t.id} limit $2::text::int`,
);

/** Lists meetings somebody has before them, the nearest first. */
export function meetingsOf(db: Queries, specialist: string, limit: number): Promise<OwnMeeting[]> {
  return listOwn(db, [specialist, String(limit)]);
}
