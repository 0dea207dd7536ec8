import type { ConversationId, SpecialistId } from '../../../domain/ids.ts';
import type { Queries } from '../../db.ts';
import { bare, columns, expression, named, type RowOf } from '../../names.ts';
import { channelAccount, conversation, department, message, outage, outbox } from '../../schema.ts';
import { statement } from '../../statement.ts';
import { isOfPart, type Part, partOf } from './sight.ts';

const o = bare(outage);
const ob = named(outbox, 'ob');
const m = named(message, 'm');
const c = named(conversation, 'c');
const d = named(department, 'd');
const a = named(channelAccount, 'a');

const outageShape = { what: o.what, from: o.from };

const openOutages = statement<RowOf<typeof outageShape>>(`select ${columns(outageShape)} from ${o} where ${o.until} is null`);

/** Lists what of a messenger does not answer now, and since when. */
export function outagesNow(db: Queries): Promise<RowOf<typeof outageShape>[]> {
  return openOutages(db, []);
}

const sendingShape = {
  channel: a.kind,
  waiting: expression<number>(`count(*) filter (where ${ob.status} <> 'dead')::int`),
  failed: expression<number>(`count(*) filter (where ${ob.status} = 'dead')::int`),
};

const from = `from ${ob}
     join ${m} on ${m.windowId} = ${ob.windowId} and ${m.seq} = ${ob.seq}
     join ${c} on ${c.id} = ${m.conversationId} join ${d} on ${d.id} = ${c.departmentId}
     join ${a} on ${a.id}::text = split_part(${ob.target}, ':', 1)
   where ((${ob.status} in ('waiting', 'leased') and ${m.receivedAt} < $4::text::timestamptz) or (${ob.status} = 'dead' and ${ob.doneAt} >= $3::text::timestamptz))
     and ${isOfPart(c.specialistId, d.key)}`;

const sending = statement<RowOf<typeof sendingShape>>(`select ${columns(sendingShape)} ${from} group by ${a.kind}`);

/** Written before `slow` it should have left by now; what failed for good is told since `failedSince`. */
export interface SendingSpan {
  readonly slow: Date;
  readonly failedSince: Date;
}

/** Counts, by channel, what should have left and has not, and what never will. */
export function sendingTroubles(db: Queries, part: Part, span: SendingSpan): Promise<RowOf<typeof sendingShape>[]> {
  return sending(db, parametersOf(part, span));
}

const unsentShape = {
  at: m.receivedAt,
  state: expression<'failed' | 'unsent'>(`case when ${ob.status} = 'dead' then 'failed' else 'unsent' end`),
  conversation: expression<ConversationId>(c.id),
  department: d.key,
  specialist: expression<SpecialistId | null>(c.specialistId),
};

/** A message that should have left and has not, or never will. */
export type UnsentRow = RowOf<typeof unsentShape>;

const unsent = statement<UnsentRow>(`select ${columns(unsentShape)} ${from} order by ${m.receivedAt}, ${ob.windowId}, ${ob.n}`);

/** Lists the messages that `sendingTroubles` counts, the oldest first. */
export function unsentMessages(db: Queries, part: Part, span: SendingSpan): Promise<UnsentRow[]> {
  return unsent(db, parametersOf(part, span));
}

function parametersOf(part: Part, { slow, failedSince }: SendingSpan): (string | null)[] {
  return [...partOf(part), failedSince.toISOString(), slow.toISOString()];
}
