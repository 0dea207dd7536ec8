import type { Queries } from '../db.ts';

export type ActorKind = 'specialist' | 'api-key' | 'terminal' | 'system';

/** Who did what to whom. Ids and codes, no texts, names or tokens. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly data: Readonly<Record<string, unknown>> | null;
}

export async function addAudit(tx: Queries, row: AuditRow): Promise<void> {
  await tx.query(
    `insert into audit (id, at, actor_kind, actor_id, action, object_kind, object_id, data)
     values ($1::text::uuid, $2::text::timestamptz, $3::text, $4::text::uuid, $5::text, $6::text, $7::text, $8::text::jsonb)`,
    [
      row.id,
      row.at.toISOString(),
      row.actorKind,
      row.actorId,
      row.action,
      row.objectKind,
      row.objectId,
      row.data === null ? null : JSON.stringify(row.data),
    ],
  );
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

export type AuditListed = AuditRow & { readonly actorName: string | null; readonly objectName: string | null };

/**
 * The newest first. A head's people are those of their departments whom they may steer: the specialists, as they are now.
 * `objectName` is a person's name or a department's key.
 */
export function listAudit(db: Queries, filter: AuditFilter): Promise<AuditListed[]> {
  return db.query(
    `with people as (select s.id from specialist s left join department d on d.id = s.department_id
       where s.id = $2::text::uuid or (s.role = 'specialist' and d.key in (select json_array_elements_text($1::text::json))))
     select a.id, a.at, a.actor_kind as "actorKind", a.actor_id as "actorId", a.action, a.object_kind as "objectKind",
       a.object_id as "objectId", a.data, s.name as "actorName", coalesce(o.name, d.key) as "objectName"
     from audit a left join specialist s on a.actor_kind = 'specialist' and s.id = a.actor_id
       left join specialist o on a.object_kind = 'specialist' and o.id::text = a.object_id
       left join department d on a.object_kind = 'department' and d.id::text = a.object_id
     where ($1::text is null or a.actor_id in (select id from people)
         or (a.object_kind = 'specialist' and a.object_id in (select id::text from people))
         or (a.object_kind = 'department' and d.key in (select json_array_elements_text($1::text::json))))
       and ($3::text is null or a.actor_id = $3::text::uuid)
       and ($4::text is null or a.object_id = $4::text)
       and ($5::text is null or a.action = $5::text)
       and ($6::text is null or a.at >= $6::text::timestamptz)
       and ($7::text is null or a.at < $7::text::timestamptz)
       and ($8::text is null or (a.at, a.id) < ($8::text::timestamptz, $9::text::uuid))
     order by a.at desc, a.id desc limit $10::text::int`,
    [
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
    ],
  );
}
