import type { AuditAction } from '../../texts/audit.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, type RowOf } from '../names.ts';
import { inserter, type WriteRows } from '../rows.ts';
import { audit, department, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

export type ActorKind = 'specialist' | 'api-key' | 'terminal' | 'system';

const a = named(audit, 'a');
const actor = named(specialist, 's');
const object = named(specialist, 'o');
const d = named(department, 'd');

const rowShape = {
  id: a.id,
  at: a.at,
  actorKind: expression<ActorKind>(a.actorKind),
  actorId: a.actorId,
  action: a.action,
  objectKind: a.objectKind,
  objectId: a.objectId,
  data: expression<Readonly<Record<string, unknown>> | null>(a.data),
};

/** Who did what to whom. Ids and codes, no texts, names or tokens. */
export type AuditRow = RowOf<typeof rowShape>;

/** What is put on record now. What stands there may be older, and have a name that is given no more. */
export type NewAudit = AuditRow & { readonly action: AuditAction };

export const insertAudit: WriteRows<NewAudit> = inserter(audit);

export function addAudit(tx: Queries, row: NewAudit): Promise<void> {
  return insertAudit(tx, [row]);
}

export interface AuditFilter {
  /** null: everything; else what people of these departments did or had done to them, and changes of the departments */
  readonly departments: readonly string[] | null;
  /** and what this person did or had done to them */
  readonly viewer: string;
  readonly actor: string | null;
  readonly object: string | null;
  readonly action: string | null;
  readonly from: Date | null;
  readonly until: Date | null;
  readonly after: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

const listedShape = {
  ...rowShape,
  actorName: expression<string | null>(actor.name),
  objectName: expression<string | null>(`coalesce(${object.name}, ${d.key})`),
};

export type AuditListed = RowOf<typeof listedShape>;

const person = named(specialist, 'ps');
const theirs = named(department, 'pd');

const list = statement<AuditListed>(
  `with people as (select ${person.id} from ${person} left join ${theirs} on ${theirs.id} = ${person.departmentId}
     where ${person.id} = $2::text::uuid
       or (${person.role} = 'specialist' and ${theirs.key} in (select json_array_elements_text($1::text::json))))
   select ${columns(listedShape)}
   from ${a} left join ${actor} on ${a.actorKind} = 'specialist' and ${actor.id} = ${a.actorId}
     left join ${object} on ${a.objectKind} = 'specialist' and ${object.id}::text = ${a.objectId}
     left join ${d} on ${a.objectKind} = 'department' and ${d.id}::text = ${a.objectId}
   where ($1::text is null or ${a.actorId} in (select people.id from people)
       or (${a.objectKind} = 'specialist' and ${a.objectId} in (select people.id::text from people))
       or (${a.objectKind} = 'department' and ${d.key} in (select json_array_elements_text($1::text::json))))
     and ($3::text is null or ${a.actorId} = $3::text::uuid)
     and ($4::text is null or ${a.objectId} = $4::text)
     and ($5::text is null or ${a.action} = $5::text)
     and ($6::text is null or ${a.at} >= $6::text::timestamptz)
     and ($7::text is null or ${a.at} < $7::text::timestamptz)
     and ($8::text is null or (${a.at}, ${a.id}) < ($8::text::timestamptz, $9::text::uuid))
   order by ${a.at} desc, ${a.id} desc limit $10::text::int`,
);

/**
 * Lists what is on record, the newest first. A head's people are those of their departments whom they may steer: the specialists, as they are now.
 * `objectName` is a person's name or a department's key.
 */
export function listAudit(db: Queries, filter: AuditFilter): Promise<AuditListed[]> {
  return list(db, [
    filter.departments === null ? null : JSON.stringify(filter.departments),
    filter.viewer,
    filter.actor,
    filter.object,
    filter.action,
    filter.from?.toISOString() ?? null,
    filter.until?.toISOString() ?? null,
    filter.after === null ? null : new Date(filter.after.at).toISOString(),
    filter.after?.id ?? null,
    String(filter.limit),
  ]);
}
