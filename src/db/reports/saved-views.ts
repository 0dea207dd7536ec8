import type { SharedWith } from '../../domain/saved-view.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, type RowOf } from '../names.ts';
import { savedView, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const v = named(savedView, 'v');
const s = named(specialist, 's');

const shape = {
  id: v.id,
  ownerId: v.ownerId,
  ownerName: s.name,
  name: v.name,
  page: v.page,
  query: expression<Readonly<Record<string, string>>>(v.query),
  sharedWith: expression<SharedWith>(v.sharedWith),
};

export type SavedViewRow = RowOf<typeof shape>;

const departments = `jsonb_array_elements_text(case when jsonb_typeof(${v.sharedWith}) = 'array' then ${v.sharedWith} else '[]'::jsonb end)`;

const list = statement<SavedViewRow>(
  `select ${columns(shape)} from ${v} join ${s} on ${s.id} = ${v.ownerId} and ${s.leftAt} is null
   where ${v.ownerId} = $1::text::uuid or ${v.sharedWith} = '"all"'::jsonb
     or exists (select 1 from ${departments} as shared(key) where $2::text is null or shared.key in (select json_array_elements_text($2::text::json)))
   order by (${v.ownerId} = $1::text::uuid) desc, lower(${v.name}), ${v.id}`,
);

/** Lists views of somebody's own and those shared with them; `departments`: where they work and what they head, null: all there are. */
export function savedViews(
  db: Queries,
  { viewer, departments: keys }: { readonly viewer: string; readonly departments: readonly string[] | null },
): Promise<SavedViewRow[]> {
  return list(db, [viewer, keys === null ? null : JSON.stringify(keys)]);
}

const count = statement<{ n: number }>(
  `select ${columns({ n: expression<number>('count(*)::int') })} from ${v} where ${v.ownerId} = $1::text::uuid`,
);

/** Counts the views somebody has saved. */
export async function countSavedViews(db: Queries, owner: string): Promise<number> {
  return (await count(db, [owner]))[0]?.n ?? 0;
}

const set = bare(savedView);

const insert = statement(
  `insert into ${set} (${[set.id, set.ownerId, set.name, set.page, set.query, set.sharedWith, set.createdAt].join(', ')})
   values ($1::text::uuid, $2::text::uuid, $3::text, $4::text, $5::text::jsonb, $6::text::jsonb, $7::text::timestamptz)
   on conflict (${set.id}) do nothing`,
);

type NewView = Pick<SavedViewRow, 'id' | 'name' | 'page' | 'query' | 'sharedWith'> & { readonly owner: string; readonly at: Date };

/** Saves a view; one of this id that is there already stays as it is. */
export async function insertSavedView(db: Queries, { id, owner, name, page, query, sharedWith, at }: NewView): Promise<void> {
  await insert(db, [id, owner, name, page, JSON.stringify(query), jsonOf(sharedWith), at.toISOString()]);
}

const jsonOf = (shared: SharedWith): string | null => (shared === null ? null : JSON.stringify(shared));

const change = statement(
  `update ${set} set ${set.name} = $3::text, ${set.query} = $4::text::jsonb, ${set.sharedWith} = $5::text::jsonb
   where ${set.id} = $1::text::uuid and ${set.ownerId} = $2::text::uuid returning 1`,
);

/** Changes a view of somebody's own. False: there is none. */
export async function changeSavedView(
  db: Queries,
  { id, owner, name, query, sharedWith }: Pick<SavedViewRow, 'id' | 'name' | 'query' | 'sharedWith'> & { readonly owner: string },
): Promise<boolean> {
  const rows = await change(db, [id, owner, name, JSON.stringify(query), jsonOf(sharedWith)]);
  return rows.length > 0;
}

const remove = statement(`delete from ${set} where ${set.id} = $1::text::uuid and ${set.ownerId} = $2::text::uuid returning 1`);

/** Deletes a view of somebody's own. False: there is none. */
export async function deleteSavedView(db: Queries, id: string, owner: string): Promise<boolean> {
  return (await remove(db, [id, owner])).length > 0;
}
