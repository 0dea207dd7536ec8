import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { inserter, insertSelect } from '../rows.ts';
import { externalRef, fileFetch, message, outbox, slackThread } from '../schema.ts';
import { forThread } from '../slack/threads.ts';
import { statement } from '../statement.ts';
import type { Plan } from './plan.ts';

const m = named(message, 'm');
const set = bare(message);

const react = statement(
  `update ${m} set ${set.reactions} = nullif(k.reactions, 'null')::jsonb, ${set.changed} = greatest(${m.changed}, k.changed)
   from unnest($1::text::uuid[], $2::text::bigint[], $3::text::text[], $4::text::bigint[]) as k(window_id, seq, reactions, changed)
   where ${m.windowId} = k.window_id and ${m.seq} = k.seq`,
);

/** Writes emoji under messages; the same batch may have edited the words. */
export async function writeReactions(tx: Queries, reactions: Plan['reactions']): Promise<void> {
  if (reactions.length === 0) return;
  await react(tx, [
    uuids(reactions.map((each) => each.windowId)),
    numbers(reactions.map((each) => each.seq)),
    texts(reactions.map((each) => JSON.stringify(each.reactions))),
    numbers(reactions.map((each) => each.changed)),
  ]);
}

const fetch = bare(fileFetch);

const deleteFetches = statement(`delete from ${fetch} where ${fetch.attachmentId} = any($1::text::uuid[])`);

/** Files that came, or never will, are asked for no more. */
export async function forgetFetches(tx: Queries, attachments: Plan['fetched']): Promise<void> {
  if (attachments.length > 0) await deleteFetches(tx, [uuids(attachments)]);
}

const insertThreads = inserter(slackThread);

const r = named(externalRef, 'r');

const sendToThread = statement(
  `${insertSelect(outbox, {
    windowId: m.windowId,
    target: '$3::text',
    n: m.seq,
    verb: `'send'`,
    audience: `'internal'`,
    seq: m.seq,
    urgent: `${m.author} <> 'system'`,
    status: `'waiting'`,
    attempts: '0',
    dueAt: '$6::text::timestamptz',
  })}
   from ${m} where ${m.windowId} = $1::text::uuid and ${m.conversationId} = $2::text::uuid and ${m.seq} >= $4::text::bigint
     and ${m.body} is not null and ${m.deletedAt} is null and ${forThread(m)}
     and not exists (select 1 from ${r} where ${r.accountId} = $7::text::uuid and ${r.windowId} = ${m.windowId} and ${r.seq} = ${m.seq})
   order by ${m.seq} desc limit $5::text::int`,
);

/**
 * Threads begin with what the conversation holds from `from` on: not with what was written in the messenger itself, nor with the
 * questions and taps, which stand on the card.
 */
export async function openThreads(tx: Queries, threads: Plan['newThreads']): Promise<void> {
  if (threads.length === 0) return;
  await insertThreads(
    tx,
    threads.map((each) => each.row),
  );
  for (const { row, account, target, windowId, from, limit, at } of threads)
    await sendToThread(tx, [windowId, row.conversationId, target, String(from), String(limit), at.toISOString(), account]);
}
