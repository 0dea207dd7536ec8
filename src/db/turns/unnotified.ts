import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { conversation, message, outbox, slackThread, turn, turnHold } from '../schema.ts';
import { statement } from '../statement.ts';

const c = named(conversation, 'c');
const t = named(turn, 't');
const h = named(turnHold, 'h');
const th = named(slackThread, 'th');
const m = named(message, 'm');
const o = named(outbox, 'o');

const isOnItsWay = `(coalesce(bool_or(${o.status} in ('waiting', 'leased')), false)
  or (${th.wanted} > ${th.posted} and ${th.mentionedId} is distinct from ${h.specialistId}))`;
// `greatest` passes over nulls.
const shownAt = `greatest(max(${o.doneAt}), case when ${th.mentionedId} = ${h.specialistId} then ${th.mentionedAt} end)`;

const unnotified = {
  turn: h.turnId,
  n: h.n,
  /** when the thread showed it to them; null: it is still on its way to them */
  shownAt: expression<Date | null>(`case when ${isOnItsWay} then null else ${shownAt} end`),
};

/** Whoever owes an answer was shown late, or not yet, what it is about. */
export type UnnotifiedHold = RowOf<typeof unnotified>;

const holdsUnnotified = statement<UnnotifiedHold>(
  `select ${columns(unnotified)}
   from ${c} join ${t} on ${t.id} = ${c.openTurnId} join ${h} on ${h.turnId} = ${t.id} and ${h.n} = ${c.openHolds}
   join ${th} on ${th.conversationId} = ${c.id} and ${th.endedAt} is null
   left join ${m} on ${m.windowId} = ${c.windowId} and ${m.seq} >= ${t.openedSeq} and ${m.conversationId} = ${c.id} and ${m.receivedAt} <= ${h.from}
   left join ${o} on ${o.windowId} = ${m.windowId} and ${o.target} = $2::text || ':' || ${th.id}::text and ${o.verb} = 'send' and ${o.seq} = ${m.seq}
   where ${c.id} in (select unnest($1::text::uuid[])) and ${h.until} is null and ${h.lapsedAt} is null and ${h.kind} <> 'promise'
   group by ${h.turnId}, ${h.n}, ${h.from}, ${th.id}, ${h.specialistId}
   having (${isOnItsWay} or ${shownAt} > ${h.from} + $3::text::int * interval '1 millisecond')
     and not coalesce(bool_or(${o.reason} = 'channel-off'), false)`,
);

/**
 * Finds holds whose thread showed the matter more than `graceMs` after it became somebody's, or does not show it yet. Where the messenger
 * has been given up people work at the desk. A time that they promised the client themselves they knew.
 */
export function unnotifiedHolds(
  tx: Queries,
  { conversations, account, graceMs }: { conversations: readonly string[]; account: string; graceMs: number },
): Promise<UnnotifiedHold[]> {
  return holdsUnnotified(tx, [uuids(conversations), account, String(graceMs)]);
}
