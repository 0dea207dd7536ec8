import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import type { Plan } from './plan.ts';

/**
 * What changed follows to wherever it was sent. A send that has not left yet needs nothing: the text is read when it leaves; a
 * message that was taken back does not leave at all; what never arrived has nothing to change. The update is the lock that says
 * which it is, so a change of what is just leaving queues behind it.
 */
export async function followEdits(tx: Queries, edits: Plan['outboxEdits']): Promise<void> {
  if (edits.length === 0) return;
  await tx.query(
    `with k as (
       select * from unnest($1::text::uuid[], $2::text::bigint[], $3::text::bigint[], $4::text::text[], $5::text::boolean[], $6::text::timestamptz[])
         as k(window_id, seq, n, verb, internal, due_at)
     ), found as (
       update outbox o set
         status = case when k.verb = 'delete' and o.status = 'waiting' then 'dead' else o.status end,
         reason = case when k.verb = 'delete' and o.status = 'waiting' then 'taken-back' else o.reason end,
         done_at = case when k.verb = 'delete' and o.status = 'waiting' then k.due_at else o.done_at end
       from k where o.window_id = k.window_id and o.seq = k.seq and (o.verb = 'send' or (k.verb = 'delete' and o.verb = 'edit'))
         and (o.audience = 'internal' or not k.internal)
       returning o.window_id, o.target, o.seq, o.audience, o.status, o.verb as was, o.n as send, k.n, k.verb, k.due_at)
     insert into outbox (window_id, target, n, verb, audience, seq, depends_on, urgent, status, attempts, due_at)
     select window_id, target, n, verb, audience, seq, send, true, 'waiting', 0, due_at
     from found where was = 'send' and status in ('leased', 'sent')`,
    [
      uuids(edits.map((each) => each.windowId)),
      numbers(edits.map((each) => each.seq)),
      numbers(edits.map((each) => each.n)),
      texts(edits.map((each) => each.verb)),
      `{${edits.map((each) => each.internal).join(',')}}`,
      `{${edits.map((each) => each.dueAt.toISOString()).join(',')}}`,
    ],
  );
  await tellReactions(
    tx,
    edits.filter((each) => each.internal),
  );
}

/** What a colleague wrote in a thread was never sent there, so no row of the outbox follows it: emoji under it get one of their own. */
async function tellReactions(tx: Queries, edits: Plan['outboxEdits']): Promise<void> {
  if (edits.length === 0) return;
  await tx.query(
    `insert into outbox (window_id, target, n, verb, audience, seq, urgent, status, attempts, due_at)
     select k.window_id, r.account_id::text || ':' || t.id::text, k.n, 'react', 'internal', k.seq, true, 'waiting', 0, k.due_at
     from unnest($1::text::uuid[], $2::text::bigint[], $3::text::bigint[], $4::text::timestamptz[]) as k(window_id, seq, n, due_at)
     join message m on m.window_id = k.window_id and m.seq = k.seq and m.author = 'specialist'
     join slack_thread t on t.conversation_id = m.conversation_id and t.ended_at is null and t.root_ts is not null
     join external_ref r on r.window_id = k.window_id and r.seq = k.seq and r.chat = t.channel
     join channel_account a on a.id = r.account_id and a.kind = 'slack'
     where not exists (select 1 from outbox o where o.window_id = k.window_id and o.seq = k.seq and o.verb = 'send' and o.audience = 'internal')
     on conflict do nothing`,
    [
      uuids(edits.map((each) => each.windowId)),
      numbers(edits.map((each) => each.seq)),
      numbers(edits.map((each) => each.n)),
      `{${edits.map((each) => each.dueAt.toISOString()).join(',')}}`,
    ],
  );
}

/** … and of its words what was changed elsewhere, at the desk, is said in the thread it stands in. */
export async function followToThreads(tx: Queries, all: Plan['outboxEdits']): Promise<void> {
  const edits = all.filter((each) => !each.internal);
  if (edits.length === 0) return;
  await tx.query(
    `insert into outbox (window_id, target, n, verb, audience, seq, urgent, status, attempts, due_at)
     select k.window_id, p.target, k.n, k.verb, 'internal', k.seq, true, 'waiting', 0, k.due_at
     from unnest($1::text::uuid[], $2::text::bigint[], $3::text::bigint[], $4::text::text[], $5::text::text[], $6::text::timestamptz[])
       as k(window_id, seq, n, verb, came_from, due_at)
     join lateral (select r.account_id::text || ':' || t.id::text as target from external_ref r
         join slack_said s on s.channel = r.chat and s.ts = r.external_id
         join slack_thread t on t.channel = s.channel and t.root_ts = s.thread_ts
       where r.window_id = k.window_id and r.seq = k.seq and r.account_id::text <> k.came_from limit 1) p on true
     where not exists (select 1 from outbox o where o.window_id = k.window_id and o.target = p.target and o.seq = k.seq and o.verb = 'send')
     on conflict do nothing`,
    [
      uuids(edits.map((each) => each.windowId)),
      numbers(edits.map((each) => each.seq)),
      numbers(edits.map((each) => each.n)),
      texts(edits.map((each) => each.verb)),
      texts(edits.map((each) => each.from ?? '')),
      `{${edits.map((each) => each.dueAt.toISOString()).join(',')}}`,
    ],
  );
}

/**
 * What a channel refused is dead with its reason, and what depends on it dies with it. An address that is dead takes all that waits
 * for it along; where its contact can be reached elsewhere, their messages leave for there, in the order they had.
 */
export async function settleRefusals(tx: Queries, refusals: Plan['refusals']): Promise<void> {
  for (const { windowId, target, reason, seq, verb, instead, at } of refusals) {
    const when = at.toISOString();
    if (seq !== null) {
      await tx.query(
        `with head as (
           update outbox set status = 'dead', reason = $4::text, done_at = $5::text::timestamptz, leased_by = null, leased_until = null
           where window_id = $1::text::uuid and target = $2::text and seq = $3::text::bigint and verb = $6::text and status in ('waiting', 'leased')
           returning n)
         update outbox o set status = 'dead', reason = $4::text, done_at = $5::text::timestamptz from head h
         where o.window_id = $1::text::uuid and o.target = $2::text and o.depends_on = h.n and o.status = 'waiting' and o.n <> h.n`,
        [windowId, target, String(seq), reason, when, verb],
      );
      continue;
    }
    await tx.query(
      `update identity i set unreachable_at = $2::text::timestamptz, unreachable_reason = $3::text
       where i.account_id = split_part($1::text, ':', 1)::uuid and i.external_id = substr($1::text, strpos($1::text, ':') + 1)`,
      [target, when, reason],
    );
    await tx.query(
      `with dead as (
         update outbox set status = 'dead', reason = $3::text, done_at = $4::text::timestamptz, leased_by = null, leased_until = null
         where window_id = $1::text::uuid and target = $2::text and status in ('waiting', 'leased') and audience = 'client'
         returning n, verb, seq, urgent)
       insert into outbox (window_id, target, n, verb, audience, seq, urgent, status, attempts, due_at)
       select $1::text::uuid, $5::text, d.n, 'send', 'client', d.seq, d.urgent, 'waiting', 0, $4::text::timestamptz
       from dead d join message m on m.window_id = $1::text::uuid and m.seq = d.seq and m.audience = 'client' and m.deleted_at is null
       where d.verb = 'send' and $5::text is not null
       on conflict (window_id, target, n) do update set status = 'waiting', attempts = 0, due_at = excluded.due_at, reason = null, done_at = null
         where outbox.status = 'dead'`,
      [windowId, target, reason, when, instead],
    );
  }
}

/** Whoever wrote again can be reached there again. */
export async function markReachable(tx: Queries, identities: Plan['reachable']): Promise<void> {
  if (identities.length === 0) return;
  await tx.query('update identity set unreachable_at = null, unreachable_reason = null where id = any($1::text::uuid[])', [
    uuids(identities),
  ]);
}
