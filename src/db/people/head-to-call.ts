import type { SpecialistId } from '../../domain/ids.ts';
import type { Queries } from '../db.ts';
import { named } from '../names.ts';
import { department, specialist } from '../schema.ts';
import { statement } from '../statement.ts';

const h = named(specialist, 'hs');
const d = named(department, 'hd');

/**
 * Whose a task of a department's head is: its head's, else another head's who works there, else a director's (R8); null where there is nobody.
 * `except`: whoever leaves.
 */
export const headToCall = (departmentId: string, except: string) => `(select ${h.id} from ${h} join ${d} on ${d.id} = ${departmentId}
  where ${h.leftAt} is null and ${h.id} <> ${except}
    and (${h.id} = ${d.headId} or ${h.role} = 'director' or (${h.role} = 'head' and ${h.departmentId} = ${d.id}))
  order by coalesce(${h.id} = ${d.headId}, false) desc, ${h.role} = 'head' desc, ${h.id} limit 1)`;

const place = named(department, 'dp');
const inPlaceOf = statement<{ head: SpecialistId | null }>(
  `select ${headToCall(place.id, '$2::text::uuid')} as head from ${place} where ${place.key} = $1::text`,
);

/** Finds whose tasks of a department's head would be without this person. */
export async function headInPlaceOf(db: Queries, key: string, specialistId: string): Promise<SpecialistId | null> {
  return (await inPlaceOf(db, [key, specialistId]))[0]?.head ?? null;
}
