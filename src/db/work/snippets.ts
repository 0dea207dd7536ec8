import type { Worded } from '../../domain/language.ts';
import type { Queries } from '../db.ts';
import { bare, columns, expression, named, nullable, type RowOf } from '../names.ts';
import { department, snippet } from '../schema.ts';
import { statement } from '../statement.ts';

const sn = named(snippet, 'sn');
const d = named(department, 'd');

const shape = {
  id: sn.id,
  title: sn.title,
  body: expression<{ readonly ru?: string; readonly en?: string }>(sn.body),
  /** null: for everybody */
  department: nullable(d.key),
  department_name: expression<Worded | null>(d.name),
};

export type SnippetRow = RowOf<typeof shape>;

const select = `select ${columns(shape)} from ${sn} left join ${d} on ${d.id} = ${sn.departmentId} where ${sn.deletedAt} is null`;
const list = statement<SnippetRow>(
  `${select} and (${sn.departmentId} is null or $1::text is null or ${d.key} in (select json_array_elements_text($1::text::json)))
    order by lower(${sn.title}), ${sn.id}`,
);
const find = statement<SnippetRow>(`${select} and ${sn.id} = $1::text::uuid`);

/** Lists snippets for everybody, and those of the departments; `departments` null: all there are. */
export function listSnippets(db: Queries, departments: readonly string[] | null): Promise<SnippetRow[]> {
  return list(db, [departments === null ? null : JSON.stringify(departments)]);
}

export async function findSnippet(db: Queries, id: string): Promise<SnippetRow | null> {
  const rows = await find(db, [id]);
  return rows[0] ?? null;
}

export interface SnippetChange {
  readonly id: string;
  readonly title: string;
  readonly body: SnippetRow['body'];
  readonly department: string | null;
  readonly by: string;
  readonly at: Date;
}

const set = bare(snippet);

const save = statement(
  `insert into ${set} (${set.id}, ${set.title}, ${set.body}, ${set.departmentId}, ${set.createdBy}, ${set.updatedAt})
   values ($1::text::uuid, $2::text, $3::text::jsonb, (select ${d.id} from ${d} where ${d.key} = $4::text), $5::text::uuid, $6::text::timestamptz)
   on conflict (${set.id}) do update set ${set.title} = excluded.${set.title}, ${set.body} = excluded.${set.body},
     ${set.departmentId} = excluded.${set.departmentId}, ${set.updatedAt} = excluded.${set.updatedAt}`,
);

/** Adds a snippet, or changes the one of this id. */
export async function saveSnippet(tx: Queries, { id, title, body, department, by, at }: SnippetChange): Promise<void> {
  await save(tx, [id, title, JSON.stringify(body), department, by, at.toISOString()]);
}

const markDeleted = statement(
  `update ${set} set ${set.deletedAt} = $2::text::timestamptz where ${set.id} = $1::text::uuid and ${set.deletedAt} is null`,
);

export async function deleteSnippet(tx: Queries, id: string, at: Date): Promise<void> {
  await markDeleted(tx, [id, at.toISOString()]);
}
