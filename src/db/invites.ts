import type { ContactId } from '../domain/ids.ts';
import type { Queries } from './db.ts';

/** Uses an invite up; null for one that was used, is out of date or never was. Of two who come with it at once, one gets in. */
export async function useInvite(db: Queries, tokenHash: string, at: Date): Promise<ContactId | null> {
  const rows = await db.query<{ contact: ContactId }>(
    `update invite set used_at = $2::text::timestamptz
      where token_hash = $1 and used_at is null and expires_at > $2::text::timestamptz returning contact_id as contact`,
    [tokenHash, at.toISOString()],
  );
  return rows[0]?.contact ?? null;
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
