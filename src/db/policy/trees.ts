import type { Queries } from '../db.ts';

export interface Publication {
  readonly id: string;
  readonly hash: string;
  readonly at: Date;
  readonly by: { readonly id: string; readonly name: string } | null;
  readonly note: string | null;
  readonly data: unknown;
}

/** What was published, the newest first. A tree from before this was kept stands by itself, under a made-up id. */
export function treePublications(db: Queries, limit: number): Promise<Publication[]> {
  return db.query(
    `select p.id, p.hash, p.at, p.note, t.data, case when s.id is null then null else json_build_object('id', s.id, 'name', s.name) end as by
     from (select id, hash, at, by, note from tree_publication
           union all select md5(hash)::uuid, hash, published_at, null, null from question_tree t
             where not exists (select 1 from tree_publication x where x.hash = t.hash)) p
       join question_tree t on t.hash = p.hash left join specialist s on s.id = p.by
     order by p.at desc, p.id desc limit $1::text::int`,
    [String(limit)],
  );
}

export async function treeByHash(db: Queries, hash: string): Promise<unknown | null> {
  const rows = await db.query<{ data: unknown }>('select data from question_tree where hash = $1::text', [hash]);
  return rows[0]?.data ?? null;
}

/** The tree that is asked of new strangers. */
export async function newestTree(db: Queries): Promise<{ readonly hash: string; readonly data: unknown } | null> {
  const rows = await db.query<{ hash: string; data: unknown }>('select hash, data from question_tree order by published_at desc limit 1');
  return rows[0] ?? null;
}
