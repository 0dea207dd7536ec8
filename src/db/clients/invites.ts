import type { ContactId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';

/** `invite`: a personal link; `continue`: from the web chat to a messenger, for minutes. */
export type Purpose = 'invite' | 'continue';

export interface UsedInvite {
  readonly contact: ContactId;
  readonly purpose: Purpose;
}

/** Uses an invite up; null for one that was used, is out of date or never was. Of two who come with it at once, one gets in. */
export async function useInvite(
  db: Queries,
  tokenHash: string,
  at: Date,
  purposes: readonly Purpose[] = ['invite'],
): Promise<UsedInvite | null> {
  const rows = await db.query<UsedInvite>(
    `update invite set used_at = $2::text::timestamptz
      where token_hash = $1 and used_at is null and expires_at > $2::text::timestamptz
        and purpose in (select json_array_elements_text($3::text::json)) returning contact_id as contact, purpose`,
    [tokenHash, at.toISOString(), JSON.stringify(purposes)],
  );
  return rows[0] ?? null;
}

/** What came of it went wrong: it may be used once more. */
export async function giveInviteBack(db: Queries, tokenHash: string): Promise<void> {
  await db.query('update invite set used_at = null where token_hash = $1', [tokenHash]);
}

/** A way from one channel to the next, for minutes; the one given before ends. */
export async function addContinuation(
  db: Queries,
  { tokenHash, contact, createdAt, expiresAt }: { tokenHash: string; contact: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await db.query(
    `with before as (delete from invite where contact_id = $2::text::uuid and purpose = 'continue' and used_at is null)
     insert into invite (token_hash, contact_id, created_at, expires_at, purpose)
     values ($1::text, $2::text::uuid, $3::text::timestamptz, $4::text::timestamptz, 'continue')`,
    [tokenHash, contact, createdAt.toISOString(), expiresAt.toISOString()],
  );
}

export async function addInvite(
  tx: Queries,
  invite: { readonly tokenHash: string; readonly contact: string; readonly createdAt: Date; readonly expiresAt: Date },
): Promise<void> {
  await tx.query(
    `insert into invite (token_hash, contact_id, created_at, expires_at) values ($1::text, $2::text::uuid, $3::text::timestamptz, $4::text::timestamptz)`,
    [invite.tokenHash, invite.contact, invite.createdAt.toISOString(), invite.expiresAt.toISOString()],
  );
}
