import type { Schedule } from '../../../domain/hours.ts';
import type { ConversationId, SpecialistId } from '../../../domain/ids.ts';
import type { HoldKind } from '../../../domain/turn.ts';
import { titleProven } from '../../clients/proven.ts';
import { joined } from '../../conversations/visible.ts';
import type { Queries } from '../../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../../names.ts';
import { client, contact, conversation, department, schedule, specialist, turnHold } from '../../schema.ts';
import { statement } from '../../statement.ts';
import { isOfPart, type Part, partOf } from './sight.ts';

const c = named(conversation, 'c');
const d = named(department, 'd');
const s = named(specialist, 's');
const ct = named(contact, 'ct');
const cl = named(client, 'cl');
const h = named(turnHold, 'h');
const sc = named(schedule, 'sc');

// Both, for the partial index that knows no `not in`.
const isOpen = `${c.status} <> 'closed' and ${c.status} not in ('resolved', 'closed')`;
const isQueued = `${c.specialistId} is null and ${c.status} = 'queued'`;
const isMine = isOfPart(c.specialistId, d.key);

const tallyShape = {
  department: d.key,
  specialist: expression<SpecialistId | null>(c.specialistId),
  open: expression<number>('count(*)::int'),
  waiting: expression<number>(`count(*) filter (where ${c.waitingSince} is not null)::int`),
  late: expression<number>(`count(*) filter (where ${c.dueAt} <= $3::text::timestamptz)::int`),
  running: expression<number>(`count(*) filter (where ${c.dueAt} > $3::text::timestamptz)::int`),
  queued: expression<number>(`count(*) filter (where ${isQueued})::int`),
  waitingSince: expression<Date | null>(`min(${c.waitingSince})`),
  queuedSince: expression<Date | null>(`min(coalesce(${c.waitingSince}, ${c.openedAt})) filter (where ${isQueued})`),
  nextDue: expression<Date | null>(`min(${c.dueAt}) filter (where ${c.dueAt} > $3::text::timestamptz)`),
};

/** Open conversations of a department with one person, or with nobody, added up. */
export type OpenTally = RowOf<typeof tallyShape>;

const tally = statement<OpenTally>(
  `select ${columns(tallyShape)} from ${c} join ${d} on ${d.id} = ${c.departmentId}
   where ${isOpen} and ${isMine} group by ${d.key}, ${c.specialistId}`,
);

/** Adds up what is open at a moment, by department and person. */
export function tallyOpen(db: Queries, part: Part, at: Date): Promise<OpenTally[]> {
  return tally(db, [...partOf(part), at.toISOString()]);
}

const rowShape = {
  conversation: expression<ConversationId>(c.id),
  /** the client's name, else the contact's */
  title: expression<string | null>(`coalesce(nullif(${cl.name}, ''), ${ct.name})`),
  proven: expression<boolean>(titleProven),
  size: nullable(cl.size),
  channel: c.channel,
  department: d.key,
  specialist: expression<SpecialistId | null>(c.specialistId),
  specialistName: nullable(s.name),
  openedAt: c.openedAt,
  waitingSince: c.waitingSince,
  dueAt: c.dueAt,
  kind: expression<HoldKind | null>(h.kind),
  /** the working time its deadline is counted by, and the name of it */
  scheduleHash: nullable(h.schedule),
  schedule: expression<Schedule | null>(sc.data),
};

/** A conversation in which something runs out. */
export type WaitingRow = RowOf<typeof rowShape>;

const rowsWhere = (which: string, order: string) =>
  statement<WaitingRow>(
    `select ${columns(rowShape)} ${joined} left join ${h} on ${h.turnId} = ${c.openTurnId} and ${h.n} = ${c.openHolds}
       left join ${sc} on ${sc.hash} = ${h.schedule}
     where ${isOpen} and ${which} and ${isMine} order by ${order}, ${c.id} limit $3::text::int offset $4::text::int`,
  );

const lists = {
  waiting: rowsWhere(`${c.waitingSince} is not null`, c.waitingSince),
  deadlines: rowsWhere(`${c.dueAt} is not null`, c.dueAt),
  queue: rowsWhere(isQueued, `coalesce(${c.waitingSince}, ${c.openedAt})`),
};

export type WaitingList = keyof typeof lists;

/** Lists who waits for us, the longest first; whose answer is due, the next first; who waits for a person at all, the longest first. */
export function listWaiting(
  db: Queries,
  which: WaitingList,
  part: Part,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<WaitingRow[]> {
  return lists[which](db, [...partOf(part), String(limit), String(offset)]);
}
