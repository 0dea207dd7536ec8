import { uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import type { OpenHold } from './outage.ts';

/** Whoever owes an answer was shown late, or not yet, what it is about. */
export interface UnnotifiedHold extends OpenHold {
  /** null: it is still on its way to them */
  readonly toldAt: Date | null;
}

/** Locks these conversations' windows, in order of id. */
export async function lockWindowsOf(tx: Queries, conversations: readonly string[]): Promise<void> {
  await tx.query(
    `select 1 from "window" where id in (select window_id from conversation where id = any($1::text::uuid[])) order by id for no key update`,
    [uuids(conversations)],
  );
}

/**
 * Deadlines that have come although the thread in which their person works showed them the matter more than `graceMs` after it became
 * theirs, or does not show it yet. Where the messenger has been given up they work at the desk. A time that they told the client themselves they knew.
 */
export function unnotifiedHolds(
  tx: Queries,
  { conversations, account, now, graceMs }: { conversations: readonly string[]; account: string; now: Date; graceMs: number },
): Promise<UnnotifiedHold[]> {
  const onItsWay = `(coalesce(bool_or(o.status in ('waiting', 'leased')), false)
    or (th.wanted > th.posted and th.mentioned_id is distinct from h.specialist_id))`;
  // `greatest` passes over nulls.
  const shown = 'greatest(max(o.done_at), case when th.mentioned_id = h.specialist_id then th.mentioned_at end)';
  return tx.query(
    `select c.id as conversation, h.department_id as department, h.turn_id as turn, h.n, h.kind, h.due,
       case when ${onItsWay} then null else ${shown} end as "toldAt"
     from conversation c join turn t on t.id = c.open_turn_id join turn_hold h on h.turn_id = t.id and h.n = c.open_holds
     join specialist s on s.id = h.specialist_id and s.slack_user is not null
     join slack_thread th on th.conversation_id = c.id and th.ended_at is null
     left join message m on m.window_id = c.window_id and m.seq >= t.opened_seq and m.conversation_id = c.id and m.received_at <= h."from"
     left join outbox o on o.window_id = m.window_id and o.target = $2::text || ':' || th.id::text and o.verb = 'send' and o.seq = m.seq
     where c.id = any($1::text::uuid[]) and h.until is null and h.lapsed_at is null and h.kind <> 'promise' and h.due <= $3::text::timestamptz
     group by c.id, h.turn_id, h.n, th.id
     having (${onItsWay} or ${shown} > h."from" + $4::text::int * interval '1 millisecond')
       and not coalesce(bool_or(o.reason = 'channel-off'), false)`,
    [uuids(conversations), account, now.toISOString(), String(graceMs)],
  );
}
