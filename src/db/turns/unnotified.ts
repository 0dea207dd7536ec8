import type { HoldKind } from '../../domain/turn.ts';
import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { conversation, message, outbox, slackThread, specialist, turn, turnHold, window } from '../schema.ts';
import { statement } from '../statement.ts';

const w = named(window, 'w');
const c = named(conversation, 'c');
const t = named(turn, 't');
const h = named(turnHold, 'h');
const s = named(specialist, 's');
const th = named(slackThread, 'th');
const m = named(message, 'm');
const o = named(outbox, 'o');

const lockWindows = statement(
  `select 1 from ${w} where ${w.id} in (select ${c.windowId} from ${c} where ${c.id} = any($1::text::uuid[])) order by ${w.id} for no key update`,
);

/** Locks these conversations' windows, in order of id. */
export async function lockWindowsOf(tx: Queries, conversations: readonly string[]): Promise<void> {
  await lockWindows(tx, [uuids(conversations)]);
}

const isOnItsWay = `(coalesce(bool_or(${o.status} in ('waiting', 'leased')), false)
  or (${th.wanted} > ${th.posted} and ${th.mentionedId} is distinct from ${h.specialistId}))`;
// `greatest` passes over nulls.
const shownAt = `greatest(max(${o.doneAt}), case when ${th.mentionedId} = ${h.specialistId} then ${th.mentionedAt} end)`;

const unnotified = {
  conversation: c.id,
  department: h.departmentId,
  turn: h.turnId,
  n: h.n,
  kind: expression<HoldKind>(h.kind),
  due: h.due,
  /** when the thread showed it to them; null: it is still on its way to them */
  shownAt: expression<Date | null>(`case when ${isOnItsWay} then null else ${shownAt} end`),
};

/** Whoever owes an answer was shown late, or not yet, what it is about. */
export type UnnotifiedHold = RowOf<typeof unnotified>;

const holdsUnnotified = statement<UnnotifiedHold>(
  `select ${columns(unnotified)}
   from ${c} join ${t} on ${t.id} = ${c.openTurnId} join ${h} on ${h.turnId} = ${t.id} and ${h.n} = ${c.openHolds}
   join ${s} on ${s.id} = ${h.specialistId} and ${s.slackUser} is not null
   join ${th} on ${th.conversationId} = ${c.id} and ${th.endedAt} is null
   left join ${m} on ${m.windowId} = ${c.windowId} and ${m.seq} >= ${t.openedSeq} and ${m.conversationId} = ${c.id} and ${m.receivedAt} <= ${h.from}
   left join ${o} on ${o.windowId} = ${m.windowId} and ${o.target} = $2::text || ':' || ${th.id}::text and ${o.verb} = 'send' and ${o.seq} = ${m.seq}
   where ${c.id} = any($1::text::uuid[]) and ${h.until} is null and ${h.lapsedAt} is null and ${h.kind} <> 'promise'
     and ${h.due} <= $3::text::timestamptz
   group by ${c.id}, ${h.turnId}, ${h.n}, ${th.id}
   having (${isOnItsWay} or ${shownAt} > ${h.from} + $4::text::int * interval '1 millisecond')
     and not coalesce(bool_or(${o.reason} = 'channel-off'), false)`,
);

/**
 * Finds deadlines that have come although the thread in which their person works showed them the matter more than `graceMs` after it
 * became theirs, or does not show it yet. Where the messenger has been given up they work at the desk. A time that they promised the client
 * themselves they knew.
 */
export function unnotifiedHolds(
  tx: Queries,
  { conversations, account, now, graceMs }: { conversations: readonly string[]; account: string; now: Date; graceMs: number },
): Promise<UnnotifiedHold[]> {
  return holdsUnnotified(tx, [uuids(conversations), account, now.toISOString(), String(graceMs)]);
}
