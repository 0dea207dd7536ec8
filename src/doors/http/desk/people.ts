import { type PersonRow, staff } from '../../../db/desk.ts';
import type { Language } from '../../../domain/language.ts';
import { availabilities } from '../../../domain/specialist.ts';
import type { HttpDeps } from '../deps.ts';
import type { People } from './contract.ts';

/** Whom something can be transferred to, with loads as shares of capacity. */
export async function peopleOf({ db, now }: HttpDeps, language: Language): Promise<People> {
  const departments = new Map<string, People['departments'][number]>();
  for (const row of await staff(db, now())) {
    const department = departments.get(row.department) ?? { key: row.department, name: row.department_name[language], specialists: [] };
    department.specialists.push(personOf(row));
    departments.set(row.department, department);
  }
  return { departments: [...departments.values()] };
}

function personOf(row: PersonRow): People['departments'][number]['specialists'][number] {
  const share = (units: number) => (row.capacity > 0 ? units / row.capacity : 0);
  return {
    id: row.id,
    name: row.name,
    availability: availabilities.find((each) => each === row.availability) ?? 'off',
    conversations: share(row.cases),
    portfolio: share(row.portfolio),
    serves: row.serves,
  };
}
