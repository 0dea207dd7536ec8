import type { MeetingResult } from '../../../domain/engagement.ts';
import type { ClientId, ConversationId, SpecialistId } from '../../../domain/ids.ts';
import { titleProven } from '../../clients/proven.ts';
import type { Queries } from '../../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../../names.ts';
import { client, contact, conversation, deal, department, specialist, task } from '../../schema.ts';
import { statement } from '../../statement.ts';
import { isOfPart, type Part, partOf } from './sight.ts';

const t = named(task, 't');
const d = named(department, 'd');
const s = named(specialist, 's');
const c = named(conversation, 'c');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');
const dl = named(deal, 'dl');

const about = `coalesce(${c.clientId}, ${t.clientId})`;
const place = `from ${t} join ${d} on ${d.id} = ${t.departmentId} left join ${s} on ${s.id} = ${t.specialistId}
  left join ${c} on ${c.id} = ${t.conversationId} left join ${ct} on ${ct.id} = ${t.contactId} left join ${cl} on ${cl.id} = ${about}`;

const shape = {
  id: t.id,
  createdAt: t.createdAt,
  startsAt: expression<Date>(t.startsAt),
  doneAt: t.doneAt,
  result: expression<MeetingResult | null>(t.result),
  outcome: t.outcome,
  conversation: expression<ConversationId | null>(t.conversationId),
  client: expression<ClientId | null>(about),
  title: expression<string | null>(`coalesce(nullif(${cl.name}, ''), ${ct.name}, ${t.text})`),
  proven: expression<boolean>(titleProven),
  department: d.key,
  specialist: expression<SpecialistId | null>(t.specialistId),
  specialistName: nullable(s.name),
};

/** A meeting with a client that was given a time. */
export type MeetingNow = RowOf<typeof shape>;

const within = (column: string) => `(${column} >= $3::text::timestamptz and ${column} < $4::text::timestamptz)`;

const between = statement<MeetingNow>(
  `select ${columns(shape)} ${place}
   where ${t.kind} = 'meeting' and ${t.startsAt} is not null and (${within(t.startsAt)} or ${within(t.createdAt)})
     and ${isOfPart(t.specialistId, d.key)} order by ${t.startsAt}, ${t.id}`,
);

/** Lists meetings that begin in a span of time, or were entered in it. */
export function meetingsBetween(
  db: Queries,
  part: Part,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<MeetingNow[]> {
  return between(db, [...partOf(part), from.toISOString(), until.toISOString()]);
}

const dealShape = {
  id: dl.id,
  at: dl.at,
  amount: dl.amount,
  currency: dl.currency,
  client: expression<ClientId>(dl.clientId),
  title: expression<string | null>(cl.name),
  department: d.key,
  specialist: expression<SpecialistId | null>(t.specialistId),
  specialistName: nullable(s.name),
};

/** A deal with a client whom somebody had met. */
export type DealAfterMeeting = RowOf<typeof dealShape>;

const dealsAfter = statement<DealAfterMeeting>(
  `select distinct on (${dl.id}) ${columns(dealShape)} from ${dl} join ${cl} on ${cl.id} = ${dl.clientId}
     join ${t} on ${t.kind} = 'meeting' and ${t.result} = 'held' and ${t.clientId} = ${dl.clientId}
       and ${t.startsAt} <= ${dl.at} and ${t.startsAt} >= ${dl.at} - make_interval(days => $5::text::int)
     join ${d} on ${d.id} = ${t.departmentId} left join ${s} on ${s.id} = ${t.specialistId}
   where ${dl.at} >= $3::text::timestamptz and ${dl.at} < $4::text::timestamptz and ${isOfPart(t.specialistId, d.key)}
   order by ${dl.id}, ${t.startsAt} desc`,
);

/** Lists deals of a span of time with clients who had been met so many days before at most; whose they are, the last meeting says. */
export function dealsAfterMeetings(
  db: Queries,
  part: Part,
  { from, until, days }: { readonly from: Date; readonly until: Date; readonly days: number },
): Promise<DealAfterMeeting[]> {
  return dealsAfter(db, [...partOf(part), from.toISOString(), until.toISOString(), String(days)]);
}
