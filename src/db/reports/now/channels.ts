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

const sending = statement<RowOf<typeof sendingShape>>(
  `select ${columns(sendingShape)} from ${ob}
     join ${m} on ${m.windowId} = ${ob.windowId} and ${m.seq} = ${ob.seq}
     join ${c} on ${c.id} = ${m.conversationId} join ${d} on ${d.id} = ${c.departmentId}
     join ${a} on ${a.id}::text = split_part(${ob.target}, ':', 1)
   where ((${ob.status} in ('waiting', 'leased') and ${m.receivedAt} < $4::text::timestamptz) or (${ob.status} = 'dead' and ${ob.doneAt} >= $3::text::timestamptz))
     and ${isOfPart(c.specialistId, d.key)} group by ${a.kind}`,
);

/** Counts, by channel, what was written before `slow` and has not left yet, and what failed for good since `failedSince`. */
export function sendingTroubles(
  db: Queries,
  part: Part,
  { slow, failedSince }: { readonly slow: Date; readonly failedSince: Date },
): Promise<RowOf<typeof sendingShape>[]> {
  return sending(db, [...partOf(part), failedSince.toISOString(), slow.toISOString()]);
}
