import type { ConversationEvent } from '../../domain/event.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, of, type RowOf } from '../names.ts';
import {
  assignment,
  channelAccount,
  commissionLine,
  conversation,
  conversationEvent,
  department,
  message,
  outbox,
  ownership,
  specialistLoad,
  timer,
  turn,
  turnHold,
  window,
} from '../schema.ts';
import { type Statement, statement } from '../statement.ts';

const c = named(conversation, 'c');
const d = named(department, 'd');
const e = named(conversationEvent, 'e');
const t = named(turn, 't');
const h = named(turnHold, 'h');
const m = named(message, 'm');
const o = named(outbox, 'o');
const w = named(window, 'w');
const l = named(specialistLoad, 'l');
const due = named(timer, 'due');
const account = named(channelAccount, 'account');
const a = named(assignment, 'a');
const [own, other] = [named(ownership, 'own'), named(ownership, 'other')];
const [line, newer] = [named(commissionLine, 'line'), named(commissionLine, 'newer')];

const log = `(select json_agg(${e.data} order by ${e.n}) from ${e} where ${e.conversationId} = ${c.id})`;
const lapsed = `(select json_agg(json_build_object('turn', ${t.n}, 'hold', ${h.n}, 'specialist', ${h.specialistId})
    order by ${h.lapsedAt}, ${t.n}, ${h.n})
  from ${t} join ${h} on ${h.turnId} = ${t.id} where ${t.conversationId} = ${c.id} and ${h.lapsedAt} is not null)`;

const stored = {
  id: c.id,
  flow: c.flow,
  flowVersion: c.flowVersion,
  treeHash: c.treeHash,
  state: c.state,
  status: c.status,
  department: d.key,
  specialistId: c.specialistId,
  events: c.events,
  log: expression<readonly ConversationEvent[]>(`coalesce(${log}, '[]')`),
  /** lapsed holds */
  lapsed: expression<readonly Violation[]>(`coalesce(${lapsed}, '[]')`),
};

export type StoredConversation = RowOf<typeof stored>;

const storedAfter = statement<StoredConversation>(
  `select ${columns(stored)} from ${c} join ${d} on ${d.id} = ${c.departmentId}
   where $1::text is null or ${c.id} > $1::text::uuid order by ${c.id} limit $2::text::int`,
);

/** Reads conversations with their logs, in order of id, a page after `after`. */
export function conversationsWithLogs(db: Queries, after: string | null, limit: number): Promise<StoredConversation[]> {
  return storedAfter(db, [after, String(limit)]);
}

const messageOf = `(${e.data}->>'message')::bigint`;
const reserved = `coalesce(sum(${c.caseUnits}), 0)`;

/** What a client's screen shows, each with who spoke before it (R14). What a person took back was said. */
const shownShape = {
  window: m.windowId,
  seq: m.seq,
  author: m.author,
  before: expression<string | null>(`lag(${m.author}) over (partition by ${m.windowId} order by ${m.seq})`),
};
const shown = of('shown', shownShape);

const messages = {
  'a message of a person that no event, or more than one, speaks of': statement(`
    select ${columns({ window: m.windowId, seq: m.seq, events: `count(${e.n})::int` })} from ${m}
    left join ${e} on ${e.conversationId} = ${m.conversationId}
      and ${e.type} in ('opened', 'client.message', 'client.named', 'replied', 'noted', 'transferred', 'waived', 'resolved', 'hand-back.agreed') and ${messageOf} = ${m.seq}
    where ${m.author} <> 'system' group by ${m.windowId}, ${m.seq}
    having count(${e.n}) = 0 or count(${e.n}) filter (where ${e.data}->'again' is null) > 1`),
  'two texts of the desk with no word of a person between them': statement(`
    select ${columns({ window: shown.window, seq: shown.seq })} from (
      select ${columns(shownShape)} from ${m} where ${m.audience} = 'client' and ${m.withheldAt} is null
        and (${m.author} <> 'system' or ${m.deletedAt} is null)) shown
    where ${shown.author} = 'system' and ${shown.before} = 'system'`),
  'an event that speaks of a message that is not there': statement(`
    select ${columns({ conversation: e.conversationId, n: e.n })} from ${e}
    join ${c} on ${c.id} = ${e.conversationId}
    left join ${m} on ${m.windowId} = ${c.windowId} and ${m.seq} = ${messageOf}
    where ${e.data} ? 'message' and ${m.seq} is null`),
  'a gap or a double in a log': statement(`
    select ${columns({ conversation: e.conversationId, count: 'count(*)::int', max: `max(${e.n})` })} from ${e}
    group by ${e.conversationId} having count(*) <> max(${e.n}) or min(${e.n}) <> 1`),
  'a message to the client without exactly one way out': statement(`
    select ${columns({ window: m.windowId, seq: m.seq })} from ${m}
    left join ${o} on ${o.windowId} = ${m.windowId} and ${o.seq} = ${m.seq} and ${o.verb} = 'send' and ${o.audience} = 'client'
    where ${m.audience} = 'client' and ${m.author} <> 'client' group by ${m.windowId}, ${m.seq}
    having count(${o.n}) = 0 or count(${o.n}) filter (where ${o.status} <> 'dead') > 1`),
  'a word among colleagues on its way to a client': statement(`
    select ${columns({ window: o.windowId, seq: o.seq, verb: o.verb })} from ${o}
    join ${m} on ${m.windowId} = ${o.windowId} and ${m.seq} = ${o.seq}
    join ${account} on ${account.id}::text = split_part(${o.target}, ':', 1)
    where ${o.audience} = 'client' and (${m.audience} = 'internal' or ${account.kind} = 'slack')
      or ${m.audience} = 'internal' and ${account.kind} in ('webchat', 'telegram')`),
  'a window behind its messages': statement(`
    select ${columns({ window: w.id })} from ${w} join ${m} on ${m.windowId} = ${w.id}
    group by ${w.id}, ${w.lastSeq} having max(${m.changed}) > ${w.lastSeq}`),
};

const charges = {
  'open conversations reserved other than they are': statement(`
    select ${columns({ specialist: l.specialistId, reserved: l.caseUnits, counted: `${reserved}::int` })}
    from ${l} left join ${c} on ${c.specialistId} = ${l.specialistId}
      and coalesce(${c.placeDepartmentId}, ${c.departmentId}) = ${l.departmentId}
    group by ${l.specialistId}, ${l.departmentId}, ${l.caseUnits} having ${l.caseUnits} <> ${reserved}`),
  'a conversation in somebody’s charge without a reserved place': statement(`
    select ${columns({ conversation: c.id })} from ${c}
    where (${c.status} in ('waiting-on-us', 'waiting-on-client')) <> (${c.caseUnits} > 0 and ${c.specialistId} is not null)`),
  'a client who went over to whoever took over a conversation': statement(`
    select ${columns({ ownership: own.id })} from ${a} join ${c} on ${c.id} = ${a.conversationId}
    join ${own} on ${own.clientId} = ${c.clientId} and ${own.departmentId} = ${a.departmentId} and ${own.specialistId} = ${a.specialistId}
      and ${own.from} = ${a.at} and ${own.reason} = 'first-assignment'
    where ${a.reason} = 'takeover'`),
  'two owners of a client in a department at a time': statement(`
    select ${columns({ client: own.clientId, department: own.departmentId })} from ${own}
    join ${other} on ${other.clientId} = ${own.clientId} and ${other.departmentId} = ${own.departmentId} and ${own.id} < ${other.id}
    where ${own.from} < coalesce(${other.until}, 'infinity') and ${other.from} < coalesce(${own.until}, 'infinity')`),
};

const deadlines = {
  'more or less than one open turn where the client waits': statement(`
    select ${columns({ conversation: c.id, turns: `count(${t.id})::int` })} from ${c}
    left join ${t} on ${t.conversationId} = ${c.id} and ${t.id} = ${c.openTurnId} and ${t.answeredAt} is null
    where ${c.status} in ('waiting-on-us', 'queued') group by ${c.id} having count(${t.id}) <> 1`),
  'a turn held by nobody, or by two': statement(`
    select ${columns({ turn: t.id, holds: `count(${h.n})::int` })} from ${t} join ${c} on ${c.openTurnId} = ${t.id}
    left join ${h} on ${h.turnId} = ${t.id} and ${h.until} is null
    where ${c.status} = 'waiting-on-us' group by ${t.id} having count(${h.n}) <> 1`),
  'a hold that goes on although nobody owes an answer, or that another one follows': statement(`
    select ${columns({ turn: h.turnId, n: h.n })} from ${h} left join ${c} on ${c.openTurnId} = ${h.turnId} and ${c.openHolds} = ${h.n}
    where ${h.until} is null and ${c.id} is null`),
  'a deadline that is not that of its hold': statement(`
    select ${columns({ conversation: c.id, due: c.dueAt, held: h.due })} from ${c}
    left join ${h} on ${h.turnId} = ${c.openTurnId} and ${h.until} is null where ${h.due} is distinct from ${c.dueAt}`),
  'a deadline that nobody watches': statement(`
    select ${columns({ conversation: c.id })} from ${c} join ${h} on ${h.turnId} = ${c.openTurnId} and ${h.until} is null
    left join ${due} on ${due.conversationId} = ${c.id} and ${due.key} = 'reaction'
    where (${h.lapsedAt} is null) <> (${due.key} is not null)`),
  'a violation before its time, or of what was answered': statement(`
    select ${columns({ turn: h.turnId, n: h.n })} from ${h} join ${t} on ${t.id} = ${h.turnId}
    where ${h.lapsedAt} is not null and (${h.lapsedAt} < ${h.due} or ${h.lapsedAt} < ${h.from} or ${h.until} < ${h.lapsedAt})`),
};

const ledgers = {
  'a ledger that is not the payments times their rates': statement(`
    select ${columns({ payment: line.paymentId })} from ${line}
    join lateral (select ${columns({ base: newer.base, rate: newer.rate })} from ${newer} where ${newer.paymentId} = ${line.paymentId}
      order by ${newer.n} desc limit 1) newest on true
    group by ${line.paymentId}, newest.base, newest.rate
    having abs(sum(${line.amount}) * 10000 - newest.base::numeric * newest.rate) > 5000`),
};

/** What the tables say of each other, counted the long way round; every row that comes back is a fault. */
export const recounts: Readonly<Record<string, Statement<unknown>>> = { ...messages, ...charges, ...deadlines, ...ledgers };
