import { type PersonRow, staff } from '../../../db/people/colleagues.ts';
import type { Language } from '../../../domain/language.ts';
import { availabilities, presenceAt } from '../../../domain/specialist.ts';
import type { HttpDeps } from '../../deps.ts';
import type { People } from '../conversations/contract.ts';

/** Whom something can be transferred to, with loads as shares of capacity. */
export async function peopleOf({ db, now, company }: HttpDeps, language: Language): Promise<People> {
  const departments = new Map<string, People['departments'][number]>();
  const at = now();
  const { people } = company();
  for (const row of await staff(db, at)) {
    const department = departments.get(row.department) ?? { key: row.department, name: row.department_name[language], specialists: [] };
    department.specialists.push(personOf(row, people.get(row.id)?.shifts.isOpen(at) ?? true, at));
    departments.set(row.department, department);
  }
  return { departments: [...departments.values()] };
}

function personOf(row: PersonRow, onShift: boolean, at: Date): People['departments'][number]['specialists'][number] {
  const share = (units: number) => (row.capacity > 0 ? units / row.capacity : 0);
  const presence = presenceAt({ availability: row.availability, awayUntil: row.away_until }, { absent: row.absent, onShift }, at);
  return {
    id: row.id,
    name: row.name,
    // Absent or off shift is off to whoever chooses a person: they are not there, for longer than a moment.
    availability: availabilities.find((each) => each === presence) ?? 'off',
    conversations: share(row.cases),
    portfolio: share(row.portfolio),
    serves: row.serves,
  };
}
