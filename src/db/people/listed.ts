import type { Worded } from '../../domain/language.ts';
import type { Role } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';

export interface DepartmentRow {
  readonly id: string;
  readonly key: string;
  readonly name: Worded;
  readonly timeZone: string;
  readonly headId: string | null;
}

/** In order of key. */
export function departments(db: Queries): Promise<DepartmentRow[]> {
  return db.query(`select id, key, name, time_zone as "timeZone", head_id as "headId" from department order by key`);
}

export interface SpecialistRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly department: string | null;
  readonly languages: readonly string[];
  readonly serves: boolean;
}

/** Everybody who works here, in order of id. */
export function specialistsAfter(
  db: Queries,
  filter: { readonly department?: string | undefined; readonly email?: string | undefined },
  after: string | null,
  limit: number,
): Promise<SpecialistRow[]> {
  return db.query(
    `select s.id, s.name, s.email, s.role, d.key as department, s.languages, s.serves
     from specialist s left join department d on d.id = s.department_id
     where s.left_at is null and ($1::text is null or d.key = $1::text) and ($2::text is null or lower(s.email) = lower($2::text))
       and ($3::text is null or s.id > $3::text::uuid)
     order by s.id limit $4::text::int`,
    [filter.department ?? null, filter.email ?? null, after, String(limit)],
  );
}
