import type { ConversationId, SpecialistId } from '../../../domain/ids.ts';
import type { Queries } from '../../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../../names.ts';
import { department, specialist, turn, turnHold } from '../../schema.ts';
import { statement } from '../../statement.ts';
import { isOfPart, type Part, partOf } from './sight.ts';

const h = named(turnHold, 'h');
const t = named(turn, 't');
const d = named(department, 'd');
const s = named(specialist, 's');

/** What became of a promise: kept in time, broken, still to be kept; `moved`: another promise took its place, or the matter went on otherwise. */
export type PromiseState = 'kept' | 'broken' | 'open' | 'moved';

const state = `case when ${h.lapsedAt} is not null then 'broken' when ${h.until} is null then 'open'
  when ${h.ended} = 'answered' then 'kept' else 'moved' end`;

const shape = {
  state: expression<PromiseState>(state),
  due: h.due,
  conversation: expression<ConversationId>(t.conversationId),
  department: d.key,
  specialist: expression<SpecialistId>(h.specialistId),
  specialistName: nullable(s.name),
};

/** An answer that a client was promised by a time. */
export type PromiseRow = RowOf<typeof shape>;

const due = statement<PromiseRow>(
  `select ${columns(shape)} from ${h} join ${t} on ${t.id} = ${h.turnId}
     join ${d} on ${d.id} = ${h.departmentId} left join ${s} on ${s.id} = ${h.specialistId}
   where ${h.kind} = 'promise' and ${h.due} >= $3::text::timestamptz and ${h.due} < $4::text::timestamptz
     and ${isOfPart(h.specialistId, d.key)} order by ${h.due}, ${h.turnId}, ${h.n}`,
);

/** Lists what was promised for a span of time. */
export function promisesDue(
  db: Queries,
  part: Part,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<PromiseRow[]> {
  return due(db, [...partOf(part), from.toISOString(), until.toISOString()]);
}
