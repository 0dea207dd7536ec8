import { numbers, texts, uuids } from '../arrays.ts';
import type { Queries } from '../db.ts';
import { inserter } from '../rows.ts';
import * as schema from '../schema.ts';
import type { Plan } from './plan.ts';

/** Emoji under messages; the same batch may have edited the words. */
export async function writeReactions(tx: Queries, reactions: Plan['reactions']): Promise<void> {
  if (reactions.length === 0) return;
  await tx.query(
    `update message m set reactions = nullif(k.reactions, 'null')::jsonb, changed = greatest(m.changed, k.changed)
     from unnest($1::text::uuid[], $2::text::bigint[], $3::text::text[], $4::text::bigint[]) as k(window_id, seq, reactions, changed)
     where m.window_id = k.window_id and m.seq = k.seq`,
    [
      uuids(reactions.map((each) => each.windowId)),
      numbers(reactions.map((each) => each.seq)),
      texts(reactions.map((each) => JSON.stringify(each.reactions))),
      numbers(reactions.map((each) => each.changed)),
    ],
  );
}

/** Files that came, or never will, are asked for no more. */
export async function forgetFetches(tx: Queries, attachments: Plan['fetched']): Promise<void> {
  if (attachments.length > 0) await tx.query('delete from file_fetch where attachment_id = any($1::text::uuid[])', [uuids(attachments)]);
}

const insertThreads = inserter(schema.slackThread);

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
  for (const { row, account, target, windowId, from, limit, at } of threads) {
    await tx.query(
      `insert into outbox (window_id, target, n, verb, audience, seq, urgent, status, attempts, due_at)
       select m.window_id, $3::text, m.seq, 'send', 'internal', m.seq, true, 'waiting', 0, $6::text::timestamptz
       from message m where m.window_id = $1::text::uuid and m.conversation_id = $2::text::uuid and m.seq >= $4::text::bigint
         and m.body is not null and m.deleted_at is null and m.body->>'key' is distinct from 'question' and m.body->'choice' is null
         and not exists (select 1 from external_ref r where r.account_id = $7::text::uuid and r.window_id = m.window_id and r.seq = m.seq)
       order by m.seq desc limit $5::text::int`,
      [windowId, row.conversationId, target, String(from), String(limit), at.toISOString(), account],
    );
  }
}
