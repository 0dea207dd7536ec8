import type { ConversationEvent } from '../../domain/event.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Queries } from '../db.ts';

export interface StoredConversation {
  readonly id: string;
  readonly flow: string;
  readonly flowVersion: number;
  readonly treeHash: string;
  readonly state: unknown;
  readonly status: string;
  readonly department: string;
  readonly specialistId: string | null;
  readonly events: number;
  readonly log: readonly ConversationEvent[];
  /** lapsed holds */
  readonly lapsed: readonly Violation[];
}

/** Conversations with their logs, in order of id, a page after `after`. */
export function conversationsWithLogs(db: Queries, after: string | null, limit: number): Promise<StoredConversation[]> {
  return db.query(
    `select c.id, c.flow, c.flow_version as "flowVersion", c.tree_hash as "treeHash", c.state, c.status, d.key as department,
       c.specialist_id as "specialistId", c.events,
       coalesce((select json_agg(e.data order by e.n) from conversation_event e where e.conversation_id = c.id), '[]') as log,
       coalesce((select json_agg(json_build_object('turn', t.n, 'hold', h.n, 'specialist', h.specialist_id) order by h.lapsed_at, t.n, h.n)
         from turn t join turn_hold h on h.turn_id = t.id where t.conversation_id = c.id and h.lapsed_at is not null), '[]') as lapsed
     from conversation c join department d on d.id = c.department_id
     where $1::text is null or c.id > $1::text::uuid order by c.id limit $2::int`,
    [after, limit],
  );
}

/** What the tables say of each other, counted the long way round; every row that comes back is a fault. */
export const recounts: Readonly<Record<string, string>> = {
  'a message of a person that no event, or more than one, speaks of': `
    select m.window_id as "window", m.seq, count(e.n)::int as events from message m
    left join conversation_event e on e.conversation_id = m.conversation_id
      and e.type in ('opened', 'client.message', 'replied', 'noted', 'transferred', 'waived') and (e.data->>'message')::bigint = m.seq
    where m.author <> 'system' group by m.window_id, m.seq having count(e.n) <> 1`,
  'an event that speaks of a message that is not there': `
    select e.conversation_id as conversation, e.n from conversation_event e
    join conversation c on c.id = e.conversation_id
    left join message m on m.window_id = c.window_id and m.seq = (e.data->>'message')::bigint
    where e.data ? 'message' and m.seq is null`,
  'a gap or a double in a log': `
    select conversation_id as conversation, count(*)::int, max(n) from conversation_event
    group by conversation_id having count(*) <> max(n) or min(n) <> 1`,
  'a message to the client without exactly one way out': `
    select m.window_id as "window", m.seq from message m
    left join outbox o on o.window_id = m.window_id and o.seq = m.seq and o.verb = 'send' and o.audience = 'client'
    where m.audience = 'client' and m.author <> 'client' group by m.window_id, m.seq having count(o.n) <> 1`,
  'a word among colleagues on its way to a client': `
    select o.window_id as "window", o.seq, o.verb from outbox o
    join message m on m.window_id = o.window_id and m.seq = o.seq
    join channel_account a on a.id::text = split_part(o.target, ':', 1)
    where o.audience = 'client' and (m.audience = 'internal' or a.kind = 'slack')
      or m.audience = 'internal' and a.kind in ('webchat', 'telegram')`,
  'a window behind its messages': `
    select w.id as "window" from "window" w join message m on m.window_id = w.id
    group by w.id, w.last_seq having max(m.changed) > w.last_seq`,
  'open conversations reserved other than they are': `
    select l.specialist_id as specialist, l.case_units as reserved, coalesce(sum(c.case_units), 0)::int as counted
    from specialist_load l left join conversation c on c.specialist_id = l.specialist_id and c.department_id = l.department_id
    group by l.specialist_id, l.department_id, l.case_units having l.case_units <> coalesce(sum(c.case_units), 0)`,
  'a conversation in somebody’s charge without a reserved place': `
    select id as conversation from conversation
    where (status in ('waiting-on-us', 'waiting-on-client')) <> (case_units > 0 and specialist_id is not null)`,
  'more or less than one open turn where the client waits': `
    select c.id as conversation, count(t.id)::int as turns from conversation c
    left join turn t on t.conversation_id = c.id and t.id = c.open_turn_id and t.answered_at is null
    where c.status in ('waiting-on-us', 'queued') group by c.id having count(t.id) <> 1`,
  'a turn held by nobody, or by two': `
    select t.id as turn, count(h.n)::int as holds from turn t join conversation c on c.open_turn_id = t.id
    left join turn_hold h on h.turn_id = t.id and h.until is null
    where c.status = 'waiting-on-us' group by t.id having count(h.n) <> 1`,
  'a hold that goes on although nobody owes an answer, or that another one follows': `
    select h.turn_id as turn, h.n from turn_hold h left join conversation c on c.open_turn_id = h.turn_id and c.open_holds = h.n
    where h.until is null and c.id is null`,
  'a deadline that is not that of its hold': `
    select c.id as conversation, c.due_at as due, h.due as held from conversation c
    left join turn_hold h on h.turn_id = c.open_turn_id and h.until is null where h.due is distinct from c.due_at`,
  'a deadline that nobody watches': `
    select c.id as conversation from conversation c join turn_hold h on h.turn_id = c.open_turn_id and h.until is null
    left join timer t on t.conversation_id = c.id and t.key = 'reaction'
    where (h.lapsed_at is null) <> (t.key is not null)`,
  'a client who went over to whoever took over a conversation': `
    select o.id as ownership from assignment a join conversation c on c.id = a.conversation_id
    join ownership o on o.client_id = c.client_id and o.department_id = a.department_id and o.specialist_id = a.specialist_id
      and o."from" = a.at and o.reason = 'first-assignment'
    where a.reason = 'takeover'`,
  'a violation before its time, or of what was answered': `
    select h.turn_id as turn, h.n from turn_hold h join turn t on t.id = h.turn_id
    where h.lapsed_at is not null and (h.lapsed_at < h.due or h.lapsed_at < h."from" or h.until < h.lapsed_at)`,
  'two owners of a client in a department at a time': `
    select a.client_id as client, a.department_id as department from ownership a
    join ownership b on b.client_id = a.client_id and b.department_id = a.department_id and a.id < b.id
    where a."from" < coalesce(b.until, 'infinity') and b."from" < coalesce(a.until, 'infinity')`,
  'a ledger that is not the payments times their rates': `
    select l.payment_id as payment from commission_line l
    join lateral (select n.base, n.rate, n.amount from commission_line n where n.payment_id = l.payment_id order by n.n desc limit 1) newest on true
    group by l.payment_id, newest.base, newest.rate
    having abs(sum(l.amount) * 10000 - newest.base::numeric * newest.rate) > 5000`,
};
