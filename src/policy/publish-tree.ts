import type { Queries } from '../db/db.ts';
import type { NewId } from '../domain/ids.ts';

export interface Publication {
  readonly hash: string;
  readonly data: unknown;
  /** null: from the company file */
  readonly by: string | null;
  readonly note: string | null;
}

/** The newest published is asked of new strangers: one that was published before becomes the newest again. */
export async function publishTree(
  { tx, at, newId }: { readonly tx: Queries; readonly at: Date; readonly newId: NewId },
  { hash, data, by, note }: Publication,
): Promise<void> {
  await tx.query(
    `with newest as (select greatest($3::text::timestamptz, max(published_at) + interval '1 ms') as at from question_tree)
     insert into question_tree (hash, data, published_at) select $1::text, $2::text::jsonb, at from newest
     on conflict (hash) do update set published_at = excluded.published_at`,
    [hash, JSON.stringify(data), at.toISOString()],
  );
  await tx.query(
    `insert into tree_publication (id, hash, at, by, note)
     select $1::text::uuid, hash, published_at, $3::text::uuid, $4::text from question_tree where hash = $2::text`,
    [newId(), hash, by, note],
  );
}
