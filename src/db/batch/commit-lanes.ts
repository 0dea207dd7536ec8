import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, columns, named, of } from '../names.ts';
import { insertSelect } from '../rows.ts';
import { channelAccount, externalRef, identity, message, outbox, slackMessage, slackThread } from '../schema.ts';
import { statement } from '../statement.ts';
import type { Plan, Refusal } from './plan.ts';

const o = named(outbox, 'o');
const m = named(message, 'm');
const r = named(externalRef, 'r');
const t = named(slackThread, 't');
const set = bare(outbox);

/** A row that is to leave at once. */
const waiting = { urgent: 'true', status: `'waiting'`, attempts: '0' };

const isTakenBack = `k.verb = 'delete' and ${o.status} = 'waiting'`;
const found = {
  windowId: o.windowId,
  target: o.target,
  seq: o.seq,
  audience: o.audience,
  status: o.status,
  urgent: o.urgent,
  was: o.verb,
  send: o.n,
  n: 'k.n',
  verb: 'k.verb',
  dueAt: 'k.due_at',
};
const f = of('found', found);

const followSends = statement(
  `with k as (
     select * from unnest($1::text::uuid[], $2::text::bigint[], $3::text::bigint[], $4::text::text[], $5::text::boolean[], $6::text::timestamptz[])
       as k(window_id, seq, n, verb, internal, due_at)
   ), found as (
     update ${o} set
       ${set.status} = case when ${isTakenBack} then 'dead' else ${o.status} end,
       ${set.reason} = case when ${isTakenBack} then 'taken-back' else ${o.reason} end,
       ${set.doneAt} = case when ${isTakenBack} then k.due_at else ${o.doneAt} end
     from k where ${o.windowId} = k.window_id and ${o.seq} = k.seq and (${o.verb} = 'send' or (k.verb = 'delete' and ${o.verb} = 'edit'))
       and (${o.audience} = 'internal' or not k.internal)
     returning ${columns(found)})
   ${insertSelect(outbox, {
     ...waiting,
     windowId: f.windowId,
     target: f.target,
     n: f.n,
     verb: f.verb,
     audience: f.audience,
     seq: f.seq,
     dependsOn: f.send,
     urgent: f.urgent,
     dueAt: f.dueAt,
   })}
   from found where ${f.was} = 'send' and ${f.status} in ('leased', 'sent')`,
);

/**
 * What changed follows to wherever it was sent. A send that has not left yet needs nothing: the text is read when it leaves; a
 * message that was taken back does not leave at all; what never arrived has nothing to change. The update is the lock that says
 * which it is, so a change of what is just leaving queues behind it.
 */
export async function followEdits(tx: Queries, edits: Plan['outboxEdits']): Promise<void> {
  if (edits.length === 0) return;
  await followSends(tx, [
    uuids(edits.map((each) => each.windowId)),
    numbers(edits.map((each) => each.seq)),
    numbers(edits.map((each) => each.n)),
    texts(edits.map((each) => each.verb)),
    `{${edits.map((each) => each.internal).join(',')}}`,
    `{${edits.map((each) => each.dueAt.toISOString()).join(',')}}`,
  ]);
  await sendReactions(
    tx,
    edits.filter((each) => each.internal),
  );
}

const a = named(channelAccount, 'a');

const reactInThreads = statement(
  `${insertSelect(outbox, {
    ...waiting,
    windowId: 'k.window_id',
    target: `${r.accountId}::text || ':' || ${t.id}::text`,
    n: 'k.n',
    verb: `'react'`,
    audience: `'internal'`,
    seq: 'k.seq',
    dueAt: 'k.due_at',
  })}
   from unnest($1::text::uuid[], $2::text::bigint[], $3::text::bigint[], $4::text::timestamptz[]) as k(window_id, seq, n, due_at)
   join ${m} on ${m.windowId} = k.window_id and ${m.seq} = k.seq and ${m.author} = 'specialist'
   join ${t} on ${t.conversationId} = ${m.conversationId} and ${t.endedAt} is null and ${t.rootTs} is not null
   join ${r} on ${r.windowId} = k.window_id and ${r.seq} = k.seq and ${r.chat} = ${t.channel}
   join ${a} on ${a.id} = ${r.accountId} and ${a.kind} = 'slack'
   where not exists (
     select 1 from ${o} where ${o.windowId} = k.window_id and ${o.seq} = k.seq and ${o.verb} = 'send' and ${o.audience} = 'internal')
   on conflict do nothing`,
);

/** What a colleague wrote in a thread was never sent there, so no row of the outbox follows it: emoji under it get one of their own. */
async function sendReactions(tx: Queries, edits: Plan['outboxEdits']): Promise<void> {
  if (edits.length === 0) return;
  await reactInThreads(tx, [
    uuids(edits.map((each) => each.windowId)),
    numbers(edits.map((each) => each.seq)),
    numbers(edits.map((each) => each.n)),
    `{${edits.map((each) => each.dueAt.toISOString()).join(',')}}`,
  ]);
}

const s = named(slackMessage, 's');

const changeInThreads = statement(
  `${insertSelect(outbox, {
    ...waiting,
    windowId: 'k.window_id',
    target: 'p.target',
    n: 'k.n',
    verb: 'k.verb',
    audience: `'internal'`,
    seq: 'k.seq',
    dueAt: 'k.due_at',
  })}
   from unnest($1::text::uuid[], $2::text::bigint[], $3::text::bigint[], $4::text::text[], $5::text::text[], $6::text::timestamptz[])
     as k(window_id, seq, n, verb, came_from, due_at)
   join lateral (select ${r.accountId}::text || ':' || ${t.id}::text as target from ${r}
       join ${s} on ${s.channel} = ${r.chat} and ${s.ts} = ${r.externalId}
       join ${t} on ${t.channel} = ${s.channel} and ${t.rootTs} = ${s.threadTs}
     where ${r.windowId} = k.window_id and ${r.seq} = k.seq and ${r.accountId}::text <> k.came_from limit 1) p on true
   where not exists (
     select 1 from ${o} where ${o.windowId} = k.window_id and ${o.target} = p.target and ${o.seq} = k.seq and ${o.verb} = 'send')
   on conflict do nothing`,
);

/** A colleague's words that were changed elsewhere, at the desk, change in the thread they stand in, too. */
export async function followToThreads(tx: Queries, all: Plan['outboxEdits']): Promise<void> {
  const edits = all.filter((each) => !each.internal);
  if (edits.length === 0) return;
  await changeInThreads(tx, [
    uuids(edits.map((each) => each.windowId)),
    numbers(edits.map((each) => each.seq)),
    numbers(edits.map((each) => each.n)),
    texts(edits.map((each) => each.verb)),
    texts(edits.map((each) => each.from ?? '')),
    `{${edits.map((each) => each.dueAt.toISOString()).join(',')}}`,
  ]);
}

/**
 * What a channel refused is dead with its reason, and what depends on it dies with it. An address that is dead or somebody else's takes all
 * that waits for it along; where its contact can be reached elsewhere, their messages leave for there, in the order they had.
 */
export async function settleRefusals(tx: Queries, refusals: Plan['refusals']): Promise<void> {
  for (const each of refusals) await (each.seq === null ? settleAddress(tx, each) : settleMessage(tx, each, each.seq));
}

const h = of('h', { n: o.n });

const killMessage = statement(
  `with head as (
     update ${o} set ${set.status} = 'dead', ${set.reason} = $4::text, ${set.doneAt} = $5::text::timestamptz, ${set.leasedBy} = null,
       ${set.leasedUntil} = null
     where ${o.windowId} = $1::text::uuid and ${o.target} = $2::text and ${o.seq} = $3::text::bigint and ${o.verb} = $6::text
       and ${o.status} in ('waiting', 'leased')
     returning ${columns({ n: o.n })})
   update ${o} set ${set.status} = 'dead', ${set.reason} = $4::text, ${set.doneAt} = $5::text::timestamptz from head ${h}
   where ${o.windowId} = $1::text::uuid and ${o.target} = $2::text and ${o.dependsOn} = ${h.n} and ${o.status} = 'waiting' and ${o.n} <> ${h.n}`,
);

async function settleMessage(tx: Queries, { windowId, target, reason, verb, at }: Refusal, seq: number): Promise<void> {
  await killMessage(tx, [windowId, target, String(seq), reason, at.toISOString(), verb]);
}

const i = named(identity, 'i');
const setIdentity = bare(identity);

const markUnreachable = statement(
  `update ${i} set ${setIdentity.unreachableAt} = $2::text::timestamptz, ${setIdentity.unreachableReason} = $3::text
   where ${i.accountId} = split_part($1::text, ':', 1)::uuid and ${i.externalId} = substr($1::text, strpos($1::text, ':') + 1)`,
);

const killed = { n: o.n, verb: o.verb, seq: o.seq, urgent: o.urgent };
const d = of('d', killed);

const killLane = statement(
  `with dead as (
     update ${o} set ${set.status} = 'dead', ${set.reason} = $3::text, ${set.doneAt} = $4::text::timestamptz, ${set.leasedBy} = null,
       ${set.leasedUntil} = null
     where ${o.windowId} = $1::text::uuid and ${o.target} = $2::text and ${o.status} in ('waiting', 'leased') and ${o.audience} = 'client'
       and (${o.verb} <> 'delete' or $6::text::boolean)
     returning ${columns(killed)})
   ${insertSelect(outbox, {
     ...waiting,
     windowId: '$1::text::uuid',
     target: '$5::text',
     n: d.n,
     verb: `'send'`,
     audience: `'client'`,
     seq: d.seq,
     urgent: d.urgent,
     dueAt: '$4::text::timestamptz',
   })}
   from dead ${d} join ${m} on ${m.windowId} = $1::text::uuid and ${m.seq} = ${d.seq} and ${m.audience} = 'client' and ${m.deletedAt} is null
   where ${d.verb} = 'send' and $5::text is not null
   on conflict (${set.windowId}, ${set.target}, ${set.n}) do update set ${set.status} = 'waiting', ${set.attempts} = 0,
       ${set.dueAt} = excluded.${set.dueAt}, ${set.reason} = null, ${set.doneAt} = null
     where ${set}.${set.status} = 'dead'`,
);

/** Where the address is only somebody else's, what takes a word back there may still leave for it. */
async function settleAddress(tx: Queries, { windowId, target, reason, unreachable, instead, at }: Refusal): Promise<void> {
  if (unreachable) await markUnreachable(tx, [target, at.toISOString(), reason]);
  await killLane(tx, [windowId, target, reason, at.toISOString(), instead, String(unreachable)]);
}

const clearUnreachable = statement(
  `update ${i} set ${setIdentity.unreachableAt} = null, ${setIdentity.unreachableReason} = null where ${i.id} = any($1::text::uuid[])`,
);

/** Whoever wrote again can be reached there again. */
export async function markReachable(tx: Queries, identities: Plan['reachable']): Promise<void> {
  if (identities.length > 0) await clearUnreachable(tx, [uuids(identities)]);
}
