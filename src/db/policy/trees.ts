import { desc, eq } from 'drizzle-orm';
import type { Queries } from '../db.ts';
import { columns, expression, named, of, type RowOf } from '../names.ts';
import { orm } from '../orm.ts';
import { questionTree, specialist, treePublication } from '../schema.ts';
import { statement } from '../statement.ts';

const t = named(questionTree, 't');
const tp = named(treePublication, 'tp');
const s = named(specialist, 's');

const publicationShape = { id: tp.id, hash: tp.hash, at: tp.at, by: tp.by, note: tp.note };
const p = of('p', publicationShape);

const shape = {
  id: p.id,
  hash: p.hash,
  at: p.at,
  by: expression<{ readonly id: string; readonly name: string } | null>(
    `case when ${s.id} is null then null else json_build_object('id', ${s.id}, 'name', ${s.name}) end`,
  ),
  note: p.note,
  data: t.data,
};

export type Publication = RowOf<typeof shape>;

const list = statement<Publication>(
  `select ${columns(shape)}
     from (select ${columns(publicationShape)} from ${tp}
           union all select md5(${t.hash})::uuid, ${t.hash}, ${t.publishedAt}, null, null from ${t}
             where not exists (select 1 from ${tp} where ${tp.hash} = ${t.hash})) p
     join ${t} on ${t.hash} = ${p.hash} left join ${s} on ${s.id} = ${p.by}
    order by ${p.at} desc, ${p.id} desc limit $1::text::int`,
);

/** Lists what was published, the newest first. A tree from before publications were kept stands by itself, under a made-up id. */
export function treePublications(db: Queries, limit: number): Promise<Publication[]> {
  return list(db, [String(limit)]);
}

export async function treeByHash(db: Queries, hash: string): Promise<unknown | null> {
  const rows = await orm(db).select({ data: questionTree.data }).from(questionTree).where(eq(questionTree.hash, hash));
  return rows[0]?.data ?? null;
}

/** Reads the tree that is asked of new strangers. */
export async function newestTree(db: Queries): Promise<{ readonly hash: string; readonly data: unknown } | null> {
  const rows = await orm(db)
    .select({ hash: questionTree.hash, data: questionTree.data })
    .from(questionTree)
    .orderBy(desc(questionTree.publishedAt))
    .limit(1);
  return rows[0] ?? null;
}
