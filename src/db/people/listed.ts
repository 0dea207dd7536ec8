import type { Worded } from '../../domain/language.ts';
import type { Role } from '../../domain/specialist.ts';
import type { Queries } from '../db.ts';
import { columns, expression, named, nullable, type RowOf } from '../names.ts';
import { department, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const d = named(department, 'd');
const s = named(specialist, 's');

const departmentShape = {
  id: d.id,
  key: d.key,
  name: expression<Worded>(d.name),
  inSentence: expression<Worded | null>(d.inSentence),
  timeZone: d.timeZone,
  headId: d.headId,
};

export type DepartmentRow = RowOf<typeof departmentShape>;

const listDepartments = statement<DepartmentRow>(`select ${columns(departmentShape)} from ${d} order by ${d.key}`);

/** Lists all departments in order of key. */
export function departments(db: Queries): Promise<DepartmentRow[]> {
  return listDepartments(db);
}

const specialistShape = {
  id: s.id,
  name: s.name,
  email: s.email,
  role: expression<Role>(s.role),
  department: nullable(d.key),
  languages: expression<readonly string[]>(s.languages),
  serves: s.serves,
};

export type SpecialistRow = RowOf<typeof specialistShape>;

const listSpecialists = statement<SpecialistRow>(
  `select ${columns(specialistShape)} from ${s} left join ${d} on ${d.id} = ${s.departmentId}
    where ${s.leftAt} is null and ($1::text is null or ${d.key} = $1::text) and ($2::text is null or lower(${s.email}) = lower($2::text))
      and ($3::text is null or ${s.id} > $3::text::uuid)
    order by ${s.id} limit $4::text::int`,
);

/** Lists everybody who works here, in order of id. */
export function specialistsAfter(
  db: Queries,
  filter: { readonly department?: string | undefined; readonly email?: string | undefined },
  after: string | null,
  limit: number,
): Promise<SpecialistRow[]> {
  return listSpecialists(db, [filter.department ?? null, filter.email ?? null, after, String(limit)]);
}
