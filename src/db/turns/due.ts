import type { ConversationId, SpecialistId } from '../../domain/ids.ts';
import { countsFromWritingMs, reactionKey } from '../../domain/turn.ts';
import { numbers, uuids } from '../arrays.ts';
import { isProven } from '../clients/proven.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, of, type RowOf } from '../names.ts';
import { isEngagedAt, isKeptBy } from '../people/engaged.ts';
import { isHereAt } from '../people/presence.ts';
import { absence, client, conversation, inboundKey, leaving, slackHeld, specialist, specialistLoad, timer, turnHold } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(timer, 't');
const due = { conversation: t.conversationId, key: t.key, generation: t.generation };

export type DueTimer = RowOf<typeof due>;

const c = named(conversation, 'c');
const w = named(slackHeld, 'w');
const lv = named(leaving, 'lv');

/** A reply of the person in charge, written before the deadline, waits for its author's tap, and would still count from when it was written. */
const isAnswerWaiting = `(${t.key} = '${reactionKey}' and exists (
   select 1 from ${w} join ${c} on ${c.id} = ${w.conversationId} and ${c.specialistId} = ${w.specialistId}
    where ${w.conversationId} = ${t.conversationId} and ${w.isOwn} and ${w.decidedAt} is null
      and ${w.createdAt} <= ${t.dueAt} and ${w.createdAt} > $3::text::timestamptz))`;

const timersDue = statement<DueTimer>(
  `select ${columns(due)} from ${t} where ${t.dueAt} <= $1::text::timestamptz and not ${isAnswerWaiting} order by ${t.dueAt} limit $2::text::int`,
);

/** Finds timers that are due. A reaction deadline waits for a reply that itself waits for a tap, as long as that counts from its writing. */
export function dueTimers(db: Queries, now: Date, limit: number): Promise<DueTimer[]> {
  return timersDue(db, [now.toISOString(), String(limit), new Date(now.getTime() - countsFromWritingMs).toISOString()]);
}

/** Room somebody needs to have for one more conversation, and who is on shift. */
export interface Room {
  readonly departments: readonly { readonly id: string; readonly caseUnits: number }[];
  readonly onShift: readonly string[];
}

const h = named(turnHold, 'h');
const cl = named(client, 'cl');
const l = named(specialistLoad, 'l');
const s = named(specialist, 's');
const a = named(absence, 'a');

/** An absence of `s` that is not over at parameter 1, and one that is on then. */
const absenceAhead = `${a.specialistId} = ${s.id} and ${a.until} > $1::text::timestamptz`;
const isAbsent = `exists (select 1 from ${a} where ${absenceAhead} and ${a.from} <= $1::text::timestamptz and ${a.cancelledAt} is null)`;

const isUrgent = expression<boolean>('u.urgent');
const isKnown = expression<boolean>('u.known');
const queued = {
  conversation: c.id,
  waitingSince: c.waitingSince,
  urgent: isUrgent,
  known: isKnown,
  place: `row_number() over (partition by ${c.departmentId} order by ${isKnown} desc, ${isUrgent} desc, ${c.waitingSince} nulls last, ${c.id})`,
};
const q = of('waiting', queued);

const queuedWhereRoom = statement<{ conversation: ConversationId }>(
  `select ${columns({ conversation: q.conversation })} from (
     select ${columns(queued)} from ${c}
     cross join lateral (
       select exists (select 1 from ${h} where ${h.turnId} = ${c.openTurnId} and ${h.lapsedAt} is not null) as urgent,
         (${isProven(c.contactId)} or exists (select 1 from ${cl} where ${cl.id} = ${c.clientId} and ${cl.stage} <> 'prospect')) as known) u
     join unnest($2::text::uuid[], $3::text::int[]) as d(id, units) on d.id = ${c.departmentId}
     where ${c.status} = 'queued' and exists (
       select 1 from ${l} join ${s} on ${s.id} = ${l.specialistId}
       where ${l.departmentId} = ${c.departmentId} and ${s.departmentId} = ${c.departmentId} and ${s.serves} and ${s.leftAt} is null
         and ${l.caseUnits} + d.units <= ${s.capacity} and ${s.id} = any($4::text::uuid[])
         and (${s.availability} = 'available' or (${s.availability} = 'away' and ${s.awayUntil} <= $1::text::timestamptz))
         and not ${isAbsent} and ${isHereAt(s.id, '$1::text::timestamptz')} and not ${isEngagedAt(s.id, '$1::text::timestamptz')})) ${q}
   where ${q.place} > $5::text::int and ${q.place} <= $5::text::int + $6::text::int
   order by ${q.known} desc, ${q.urgent} desc, ${q.waitingSince} nulls last`,
);

/**
 * Finds queued conversations, at most `limit` of a department after the `skip` first, where somebody who serves is there and has room for
 * one more. Known clients come before strangers; of each, first those whose client was already let down once, by an answer that was late;
 * then the oldest. Without that person a retry could only fail; whether a portfolio has room is not looked at here.
 */
export function queuedWithRoom(
  db: Queries,
  now: Date,
  room: Room,
  { skip, limit }: { readonly skip: number; readonly limit: number },
): Promise<{ conversation: ConversationId }[]> {
  return queuedWhereRoom(db, [
    now.toISOString(),
    uuids(room.departments.map((each) => each.id)),
    numbers(room.departments.map((each) => each.caseUnits)),
    uuids(room.onShift),
    String(skip),
    String(limit),
  ]);
}

/** Who could be there: departments that work now, and people on shift. */
export interface Present {
  readonly working: readonly string[];
  readonly onShift: readonly string[];
}

const held = { conversation: c.id, specialist: s.id };

/** Whoever writes down that they are with the client is at that meeting or on that call with them (R7). */
const metBy = `${c.state} -> 'context' ->> 'metBy'`;
const isWithClient = `coalesce(${metBy} = ${s.id}::text, false)`;
const kept = isKeptBy(s.id, '$1::text::timestamptz', {
  due: `${h.due}`,
  promised: `${h.kind} = 'promise'`,
  called: `(${metBy} is not null)`,
});

const awayTooLong = `${s.awayUntil} > (case ${h.kind} when 'promise' then ${h.due} else $1::text::timestamptz end)`;

const heldOf = (which: string) =>
  statement<RowOf<typeof held>>(
    `select ${columns(held)} from ${s} join ${c} on ${c.specialistId} = ${s.id} and ${c.status} = 'waiting-on-us'
     join ${h} on ${h.turnId} = ${c.openTurnId} and ${h.n} = ${c.openHolds} and ${h.until} is null
     where ${c.departmentId} = any($2::text::uuid[])
       -- Whoever was named although they are away keeps it until it is due: that was known.
       and (${s.leftAt} is not null or ${h.backAt} is null or ${h.due} <= $1::text::timestamptz)
       -- Mostly everybody is there: it is seen from the staff alone, before any conversation is looked at.
       and (${s.leftAt} is not null or ${s.availability} <> 'available' or not ${s.id} = any($3::text::uuid[])
         or exists (select 1 from ${a} where ${absenceAhead}) or ${isEngagedAt(s.id, '$1::text::timestamptz')})
       and (
         ${s.leftAt} is not null or ${s.availability} = 'off' or not ${s.id} = any($3::text::uuid[])
         or (${s.availability} = 'away' and coalesce(${awayTooLong}, true))
         or ${isAbsent}
         or (${kept} and not ${isWithClient}))
     ${which}`,
  );

/** What a leaver owes goes on to whoever their clients are given to, once, and not elsewhere a moment before: unless it is due. */
const isSettled = `(${s.leftAt} is null or not exists (select 1 from ${lv}
  where ${lv.specialistId} = ${s.id} and ${lv.settledAt} is null and ${lv.undoneAt} is null))`;

const mostPressing = heldOf(`and ${isSettled} order by ${c.dueAt} limit $4::text::int`);
const amongGiven = heldOf(`and ${c.id} = any($4::text::uuid[])`);

/** Finds answers owed by people who are not there although their department works: the most pressing so many, or those among the given ones. */
export function heldByMissing(
  db: Queries,
  now: Date,
  { working, onShift }: Present,
  which: { readonly limit: number } | { readonly among: readonly ConversationId[] },
): Promise<{ conversation: ConversationId; specialist: SpecialistId }[]> {
  const parameters = [now.toISOString(), uuids(working), uuids(onShift)];
  if ('limit' in which) return mostPressing(db, [...parameters, String(which.limit)]);
  return amongGiven(db, [...parameters, uuids(which.among)]);
}

const gone = { conversation: c.id, specialist: s.id };

const standInsGone = statement<RowOf<typeof gone>>(
  `select ${columns(gone)} from ${s} join ${c} on ${c.standInId} = ${s.id} and ${c.status} = 'waiting-on-us'
    where ${s.leftAt} is not null or (${s.departmentId} is distinct from ${c.departmentId} and ${metBy} is distinct from ${s.id}::text)
    order by ${c.id} limit $1::text::int`,
);

/** Finds those who stand in for somebody who owes an answer, and left, or work in another department by now and have not met the client. */
export function goneStandIns(db: Queries, limit: number): Promise<{ conversation: ConversationId; specialist: SpecialistId }[]> {
  return standInsGone(db, [String(limit)]);
}

const key = bare(inboundKey);

const forgetKeys = statement(`delete from ${key} where ${key.receivedAt} < $1::text::timestamptz`);

/** Forgets keys of what came in before `before`: nobody repeats a message that old. */
export async function pruneKeys(db: Queries, before: Date): Promise<void> {
  await forgetKeys(db, [before.toISOString()]);
}
