import type { ConversationId, DepartmentId, SpecialistId } from '../../../domain/ids.ts';
import type { StayMark } from '../../../domain/reports/stays.ts';
import { stayMarks } from '../../../domain/reports/stays.ts';
import { texts, uuids } from '../../arrays.ts';
import type { Queries } from '../../db.ts';
import { bare, columns, expression, named, type RowOf } from '../../names.ts';
import { inserter, type RowToWrite } from '../../rows.ts';
import * as schema from '../../schema.ts';
import { statement } from '../../statement.ts';

export type StayRow = RowToWrite<typeof schema.reportStay>;

const m = named(schema.metricEvent, 'm');
const e = named(schema.conversationEvent, 'e');
const c = named(schema.conversation, 'c');
const t = named(schema.specialistTerms, 't');
const stay = bare(schema.reportStay);
const s = bare(schema.reportSpan);

const shape = {
  conversation: m.conversationId,
  origin: c.origin,
  n: m.n,
  at: m.at,
  what: expression<StayMark['what']>(m.metric),
  department: m.departmentId,
  specialist: m.specialistId,
  rule: expression<string | null>(`case when ${m.metric} = 'assigned' then ${e.data}->>'rule' end`),
};

export type MarkRow = RowOf<typeof shape>;

const parted = {
  ...shape,
  conversation: e.conversationId,
  n: e.n,
  at: e.at,
  what: e.type,
  department: c.departmentId,
  specialist: 'null::uuid',
};

/** Several of one event stand in the order of `stayMarks` backwards: what comes back is taken next. */
const readMarks = statement<MarkRow>(
  `select * from (
     select ${columns(shape)} from ${m} join ${c} on ${c.id} = ${m.conversationId}
       left join ${e} on ${e.conversationId} = ${m.conversationId} and ${e.n} = ${m.n} and ${m.metric} = 'assigned'
     where ${m.conversationId} in (select unnest($1::text::uuid[])) and ${m.metric} in (select unnest($2::text::text[]))
     union all
     select ${columns({ ...parted, rule: 'null::text' })} from ${e} join ${c} on ${c.id} = ${e.conversationId}
     where ${e.conversationId} in (select unnest($1::text::uuid[])) and ${e.type} = 'parted'
   ) marks order by "conversation", "n", "what"`,
);

/** Reads what conversations' logs say of where they were, in order. */
export function marksOf(tx: Queries, conversations: readonly ConversationId[]): Promise<MarkRow[]> {
  return readMarks(tx, [uuids(conversations), texts(stayMarks)]);
}

const worksShape = { specialist: t.specialistId, from: t.from, department: t.departmentId };

/** Reads in which department people worked at any time, the oldest first. */
export const departmentsEver = statement<RowOf<typeof worksShape>>(
  `select ${columns(worksShape)} from ${t} order by ${t.specialistId}, ${t.from}`,
);

const goneShape = {
  conversationId: expression<ConversationId>(stay.conversationId),
  n: stay.n,
  specialistId: expression<SpecialistId | null>(stay.specialistId),
  departmentId: expression<DepartmentId>(stay.departmentId),
  from: stay.from,
  day: stay.day,
  until: stay.until,
  isNew: stay.isNew,
  ended: stay.ended,
  origin: stay.origin,
};

const remove = statement<StayRow>(
  `delete from ${stay} where ${stay.conversationId} in (select unnest($1::text::uuid[])) returning ${columns(goneShape)}`,
);

const insert = inserter(schema.reportStay);

/** Puts stays in the place of all there were of these conversations; returns those. */
export async function writeStays(tx: Queries, conversations: readonly ConversationId[], rows: readonly StayRow[]): Promise<StayRow[]> {
  const gone = await remove(tx, [uuids(conversations)]);
  await insert(tx, rows);
  return gone;
}

const spoil = statement(
  `insert into ${s} (${s.grain}, ${s.start}, ${s.isStale}) select 'load', d::date, true from unnest($1::text::text[]) d
   on conflict (${s.grain}, ${s.start}) do update set ${s.isStale} = true`,
);

/** Has loads and queues of these days counted anew. */
export async function spoilLoads(tx: Queries, days: Iterable<string>): Promise<void> {
  await spoil(tx, [texts(days)]);
}

const spoilAll = statement(`update ${s} set ${s.isStale} = true where ${s.grain} = 'load'`);

/** Has the loads of all days counted anew: what they are made of was written after them. */
export async function spoilAllLoads(tx: Queries): Promise<void> {
  await spoilAll(tx);
}
