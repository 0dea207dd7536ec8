import type { Worded } from '../../domain/language.ts';
import type { Queries } from '../db.ts';

export interface SnippetRow {
  readonly id: string;
  readonly title: string;
  readonly body: { readonly ru?: string; readonly en?: string };
  /** null: for everybody */
  readonly department: string | null;
  readonly department_name: Worded | null;
}

const columns = 'sn.id, sn.title, sn.body, d.key as department, d.name as department_name';

/** Snippets for everybody, and those of the departments; `departments` null: all there are. */
export function listSnippets(db: Queries, departments: readonly string[] | null): Promise<SnippetRow[]> {
  return db.query(
    `select ${columns} from snippet sn left join department d on d.id = sn.department_id
      where sn.deleted_at is null
        and (sn.department_id is null or $1::text is null or d.key in (select json_array_elements_text($1::text::json)))
      order by lower(sn.title), sn.id`,
    [departments === null ? null : JSON.stringify(departments)],
  );
}

export async function findSnippet(db: Queries, id: string): Promise<SnippetRow | null> {
  const rows = await db.query<SnippetRow>(
    `select ${columns} from snippet sn left join department d on d.id = sn.department_id where sn.id = $1::text::uuid and sn.deleted_at is null`,
    [id],
  );
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

/** Adds a snippet, or changes the one of this id. */
export async function saveSnippet(tx: Queries, { id, title, body, department, by, at }: SnippetChange): Promise<void> {
  await tx.query(
    `insert into snippet (id, title, body, department_id, created_by, updated_at)
     values ($1::text::uuid, $2::text, $3::text::jsonb, (select id from department where key = $4::text), $5::text::uuid, $6::text::timestamptz)
     on conflict (id) do update set title = excluded.title, body = excluded.body, department_id = excluded.department_id, updated_at = excluded.updated_at`,
    [id, title, JSON.stringify(body), department, by, at.toISOString()],
  );
}

export async function deleteSnippet(tx: Queries, id: string, at: Date): Promise<void> {
  await tx.query('update snippet set deleted_at = $2::text::timestamptz where id = $1::text::uuid and deleted_at is null', [
    id,
    at.toISOString(),
  ]);
}
