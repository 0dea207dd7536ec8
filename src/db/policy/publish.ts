import type { Queries } from '../db.ts';
import { bare, named } from '../names.ts';
import { inserter } from '../rows.ts';
import { policy, questionTree, treePublication } from '../schema.ts';
import { statement } from '../statement.ts';

export const insertPolicy = inserter(policy);

const tree = bare(questionTree);
const t = named(questionTree, 't');
const publication = bare(treePublication);

const makeNewest = statement(
  `with newest as (select greatest($3::text::timestamptz, max(${tree.publishedAt}) + interval '1 ms') as at from ${tree})
   insert into ${tree} (${tree.hash}, ${tree.data}, ${tree.publishedAt}) select $1::text, $2::text::jsonb, at from newest
   on conflict (${tree.hash}) do update set ${tree.publishedAt} = excluded.${tree.publishedAt}`,
);

const note = statement(
  `insert into ${publication} (${publication.id}, ${publication.hash}, ${publication.at}, ${publication.by}, ${publication.note})
   select $1::text::uuid, ${t.hash}, ${t.publishedAt}, $3::text::uuid, $4::text from ${t} where ${t.hash} = $2::text`,
);

export interface NewPublication {
  readonly id: string;
  readonly hash: string;
  readonly data: unknown;
  readonly at: Date;
  /** null: from the company file */
  readonly by: string | null;
  readonly note: string | null;
}

/** Publishes a tree. The newest one is asked of new strangers: one that was published before becomes the newest again. */
export async function publishTree(tx: Queries, { id, hash, data, at, by, note: why }: NewPublication): Promise<void> {
  await makeNewest(tx, [hash, JSON.stringify(data), at.toISOString()]);
  await note(tx, [id, hash, by, why]);
}
