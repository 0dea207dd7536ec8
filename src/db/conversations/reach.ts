import type { Queries } from '../db.ts';

/** Where the client of a conversation is written to: the kind of the channel, and their address in it. */
export interface Reached {
  readonly channel: string;
  readonly address: string;
}

/** Null unless this person is in charge of it. */
export async function reachedBy(db: Queries, conversation: string, specialist: string): Promise<Reached | null> {
  const rows = await db.query<Reached>(
    `select channel, substr(target, strpos(target, ':') + 1) as address from conversation
      where id = $1::text::uuid and specialist_id = $2::text::uuid and status not in ('closed', 'resolved')`,
    [conversation, specialist],
  );
  return rows[0] ?? null;
}
