import type { Attachment } from '../../domain/content.ts';
import type { Seq, WindowId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';

/** A file that is still with a messenger. */
export interface FetchRow {
  readonly attachmentId: string;
  readonly accountId: string;
  readonly windowId: WindowId;
  readonly seq: Seq;
  readonly remote: string;
  /** this try included */
  readonly attempts: number;
  /** as its message has it; null when the message has it no more */
  readonly attachment: Attachment | null;
}

/** Takes files that are due, so that nobody else fetches them before `until`. */
export function claimFetches(db: Queries, { now, until, limit }: { now: Date; until: Date; limit: number }): Promise<FetchRow[]> {
  return db.query(
    `with due as (
       select attachment_id from file_fetch where due_at <= $1::text::timestamptz order by due_at limit $3::text::int for no key update skip locked)
     update file_fetch f set attempts = f.attempts + 1, due_at = $2::text::timestamptz
     from due d where f.attachment_id = d.attachment_id
     returning f.attachment_id as "attachmentId", f.account_id as "accountId", f.window_id as "windowId", f.seq, f.remote, f.attempts,
       (select a from message m, jsonb_array_elements(m.body->'attachments') a
         where m.window_id = f.window_id and m.seq = f.seq and m.deleted_at is null and a->>'id' = f.attachment_id::text limit 1) as attachment`,
    [now.toISOString(), until.toISOString(), String(limit)],
  );
}

/** Not now: it is tried again then. */
export async function postponeFetch(db: Queries, attachment: string, dueAt: Date): Promise<void> {
  await db.query('update file_fetch set due_at = $2::text::timestamptz where attachment_id = $1::text::uuid', [
    attachment,
    dueAt.toISOString(),
  ]);
}

/** Nobody wants it any more: its message is gone. */
export async function dropFetch(db: Queries, attachment: string): Promise<void> {
  await db.query('delete from file_fetch where attachment_id = $1::text::uuid', [attachment]);
}
