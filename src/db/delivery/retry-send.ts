import type { ConversationId, Seq, WindowId } from '../../domain/ids.ts';
import type { Db } from '../db.ts';

/** Puts what a channel refused back to be sent, in its old place. Returns the conversation's new version; null when nothing of it was refused. */
export function retrySend(
  db: Db,
  {
    conversation,
    window,
    seq,
    now,
  }: { readonly conversation: ConversationId; readonly window: WindowId; readonly seq: Seq; readonly now: Date },
): Promise<number | null> {
  return db.transaction(async (tx) => {
    await tx.query('select 1 from "window" where id = $1::text::uuid for no key update', [window]);
    const put = await tx.query(
      `update outbox o set status = 'waiting', attempts = 0, due_at = $4::text::timestamptz, reason = null, done_at = null
       from message m where m.window_id = o.window_id and m.seq = o.seq and m.conversation_id = $3::text::uuid and m.deleted_at is null and m.body is not null
         and o.window_id = $1::text::uuid and o.seq = $2::text::bigint and o.verb = 'send' and o.audience = 'client' and o.status = 'dead'
         and o.reason is distinct from 'taken-back'
       returning o.n`,
      [window, String(seq), conversation, now.toISOString()],
    );
    if (put.length === 0) return null;
    // Whoever shows it reads it again, and sees that it is under way.
    await tx.query(
      `with w as (update "window" set last_seq = last_seq + 1, last_change = last_seq + 1 where id = $1::text::uuid returning last_seq)
       update message m set changed = w.last_seq from w where m.window_id = $1::text::uuid and m.seq = $2::text::bigint`,
      [window, String(seq)],
    );
    const [row] = await tx.query<{ version: number }>(
      'update conversation set version = version + 1 where id = $1::text::uuid returning version',
      [conversation],
    );
    return row?.version ?? null;
  });
}
